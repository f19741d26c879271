package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.casework.CaseFigures;
import cn.civilaffairs.registry.database.Acting;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What lists of cases show of this matter: the persons and the monthly amount last proposed. */
@Component
class MinimumLivingFigures implements CaseFigures {

    private final MinimumLivingApplications applications;

    MinimumLivingFigures(MinimumLivingApplications applications) {
        this.applications = applications;
    }

    @Override
    public String matter() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public Map<UUID, CaseFigure> of(Collection<UUID> cases) {
        return applications.figures(cases, Acting.scope());
    }
}

package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.casework.CaseFigures;
import cn.civilaffairs.registry.database.Acting;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What lists of cases show of a change: the persons and the monthly amount after it. */
@Component
class ChangeFigures implements CaseFigures {

    private final MinimumLivingChanges changes;

    ChangeFigures(MinimumLivingChanges changes) {
        this.changes = changes;
    }

    @Override
    public String matter() {
        return ChangeProcedure.CODE;
    }

    @Override
    public Map<UUID, CaseFigure> of(Collection<UUID> cases) {
        return changes.figures(cases, Acting.scope());
    }
}

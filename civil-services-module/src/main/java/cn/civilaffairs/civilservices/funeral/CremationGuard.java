package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.StepGuard;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.kernel.AreaScope;
import java.util.List;
import org.springframework.stereotype.Component;

/** What must be there before a cremation goes on: the cremation itself, recorded by another person, and the bill. */
@Component
class CremationGuard implements StepGuard {

    private final Cremations cremations;

    CremationGuard(Cremations cremations) {
        this.cremations = cremations;
    }

    @Override
    public String matter() {
        return CremationMatter.CODE;
    }

    @Override
    public List<Obstacle> obstacles(CaseFile file, CaseAct act) {
        if (act != CaseAct.AGREE && act != CaseAct.RESUBMIT) {
            return List.of();
        }
        Cremation cremation =
                cremations.find(file.id(), AreaScope.of(file.area())).orElse(null);
        if (cremation == null) {
            return List.of(Obstacle.of("cremation.not-received"));
        }
        return switch (file.step()) {
            case CremationMatter.CREMATION ->
                !cremation.isCremated()
                        ? List.of(Obstacle.of("cremation.not-recorded"))
                        : cremation.feeTotal() == null ? List.of(Obstacle.of("cremation.not-billed")) : List.of();
            default -> List.of();
        };
    }
}

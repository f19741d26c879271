package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.relocation.AmountChange;
import cn.civilaffairs.registry.relocation.MovesAlong;
import cn.civilaffairs.registry.relocation.Moving;
import java.util.List;
import org.springframework.stereotype.Component;

/** A case belongs to the township that took it in: what is open is settled before its household moves, what is closed stays. */
@Component
class OpenCasesStay implements MovesAlong {

    private final CaseFiles files;

    OpenCasesStay(CaseFiles files) {
        this.files = files;
    }

    @Override
    public List<RuleViolation> obstacles(Moving moving) {
        return files.ofHousehold(moving.household().id(), Acting.scope()).stream()
                .filter(CaseFile::isOpen)
                .map(file -> new RuleViolation("relocation.case-open", file.caseNo()))
                .toList();
    }

    @Override
    public void follow(Moving moving, List<AmountChange> agreed) {
        // closed cases keep the area they were decided in
    }
}

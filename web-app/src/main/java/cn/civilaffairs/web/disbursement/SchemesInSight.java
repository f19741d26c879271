package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.List;
import org.springframework.stereotype.Component;

/** Which schemes an officer has to do with: those of their lines of business, and all for those who pay or supervise. */
@Component
class SchemesInSight {

    private final Schemes schemes;

    SchemesInSight(Schemes schemes) {
        this.schemes = schemes;
    }

    List<Scheme> of(Officer officer) {
        boolean all = officer.holdsAny(Role.FINANCE_MAKER, Role.FINANCE_CHECKER, Role.FINANCE_SIGNER, Role.SUPERVISOR);
        return schemes.all().stream()
                .filter(scheme -> all || officer.lines().contains(scheme.line()))
                .toList();
    }
}

package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.disbursement.Schemes;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
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
        return schemes.all().stream()
                .filter(scheme -> AccessDecision.may(officer, Action.VIEW_RUN, scheme.line()))
                .toList();
    }
}

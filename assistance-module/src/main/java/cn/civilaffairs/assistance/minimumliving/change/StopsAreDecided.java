package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.StopByCase;
import org.springframework.stereotype.Component;

/**
 * An allowance ends by a change (增减停发), with its ground and its notice, from the month after (handbook §1.8 STOP_NOTICE,
 * §1.10). The death of a person alone needs neither: there is nobody left to tell. Of several, the others go on being paid.
 */
@Component
class StopsAreDecided implements StopByCase {

    @Override
    public boolean isAskedFor(String scheme, ExitCode exit, int covered) {
        return scheme.equals(MinimumLivingAllowance.CODE) && (exit != ExitCode.DEATH || covered > 1);
    }
}

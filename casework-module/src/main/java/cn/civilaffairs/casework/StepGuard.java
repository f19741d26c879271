package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import java.util.List;

/**
 * Plug of a domain module: what must be there before an act is allowed, such as a finished means check. The desk refuses
 * the act while anything is left; the case page shows each obstacle beside the button it disables.
 */
public interface StepGuard {

    /** The matter this guard speaks for. */
    String matter();

    /** @return what still stands in the way of the act at the case's current step; empty if nothing does */
    List<Obstacle> obstacles(CaseFile file, CaseAct act);
}

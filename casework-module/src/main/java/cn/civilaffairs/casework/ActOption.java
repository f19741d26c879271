package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Obstacle;
import java.util.List;

/** An act the current step offers, and what keeps this officer from it now. The page shows it either way. */
public record ActOption(CaseAct act, List<Obstacle> obstacles) {

    public ActOption {
        obstacles = List.copyOf(obstacles);
    }

    public boolean isAllowed() {
        return obstacles.isEmpty();
    }
}

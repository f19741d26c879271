package cn.civilaffairs.casework.lead;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Raises leads that became overdue to the county. */
@Component
class LeadWatch implements Routine {

    private final LeadDesk desk;

    LeadWatch(LeadDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "overdue leads";
    }

    @Override
    public void run() {
        desk.escalateOverdue();
    }
}

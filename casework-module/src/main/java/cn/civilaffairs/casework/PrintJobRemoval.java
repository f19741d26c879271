package cn.civilaffairs.casework;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Removes the files of print jobs whose time is over. */
@Component
class PrintJobRemoval implements Routine {

    private final PrintJobDesk desk;

    PrintJobRemoval(PrintJobDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "printed papers whose time is over";
    }

    @Override
    public void run() {
        desk.removeFiles();
    }
}

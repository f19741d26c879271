package cn.civilaffairs.registry.export;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Removes exported files whose time is over. */
@Component
class ExtractRemoval implements Routine {

    private final ExtractDesk desk;

    ExtractRemoval(ExtractDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "exported files whose time is over";
    }

    @Override
    public void run() {
        desk.removeFiles();
    }
}

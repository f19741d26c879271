package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Removes the content of uploaded lists whose time is over. */
@Component
class FileRemoval implements Routine {

    private final ImportDesk desk;

    FileRemoval(ImportDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "uploaded lists whose time is over";
    }

    @Override
    public void run() {
        desk.removeFiles();
    }
}

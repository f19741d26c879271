package cn.civilaffairs.registry.routine;

/**
 * Plug: work that comes round again by itself (例行任务), such as finding what became overdue. Done for one county at a time
 * as the system's officer on this thread; doing it twice must change nothing.
 */
public interface Routine {

    /** A short English name for the log of the machine. */
    String name();

    void run();
}

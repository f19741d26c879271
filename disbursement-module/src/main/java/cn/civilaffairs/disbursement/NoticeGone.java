package cn.civilaffairs.disbursement;

import java.time.LocalDate;

/** A public notice whose time is over: it is shown and printed no more. */
public final class NoticeGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LocalDate until;
    private final boolean withdrawn;

    /** @param withdrawn whether somebody took it down before its time */
    NoticeGone(LocalDate until, boolean withdrawn) {
        super("The notice is gone", null, false, false);
        this.until = until;
        this.withdrawn = withdrawn;
    }

    public boolean withdrawn() {
        return withdrawn;
    }

    public LocalDate until() {
        return until;
    }
}

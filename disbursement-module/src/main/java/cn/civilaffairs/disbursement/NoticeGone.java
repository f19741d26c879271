package cn.civilaffairs.disbursement;

import java.time.LocalDate;

/** A public notice whose time is over: it is shown and printed no more. */
public final class NoticeGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final LocalDate until;

    NoticeGone(LocalDate until) {
        super("The notice is gone", null, false, false);
        this.until = until;
    }

    public LocalDate until() {
        return until;
    }
}

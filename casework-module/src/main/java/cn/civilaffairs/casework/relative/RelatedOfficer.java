package cn.civilaffairs.casework.relative;

import java.util.UUID;

/** The acting officer's own relative applies: they may neither see nor touch the case (security design, T23). */
public class RelatedOfficer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID subject;

    /** @param subject the case or the household */
    public RelatedOfficer(UUID subject) {
        super("The applicant is registered as the officer's relative");
        this.subject = subject;
    }

    public UUID subject() {
        return subject;
    }
}

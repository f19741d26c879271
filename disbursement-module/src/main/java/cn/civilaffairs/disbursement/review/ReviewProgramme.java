package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.RuleViolation;
import java.time.LocalDate;
import java.util.List;

/**
 * Plug: what is particular to looking again at whom one scheme pays (复核方案). Tasks, dates, the two people and the pages are the
 * same for all; months between two reviews are the parameter {@code <scheme>.review-months.<class>}.
 */
public interface ReviewProgramme {

    /** The code of the scheme. */
    String scheme();

    /** What may be found, the usual answer first. */
    List<ReviewAnswer> answers();

    /** What the usual answer says unless the clerk says more. */
    String usualNote();

    /** What is done before tasks are made, such as laying down first dates. */
    default void prepare(AreaCode county, LocalDate today) {}

    /** Heard when an answer is written down, before anybody confirms it. */
    default void recorded(ReviewTask task) {}

    /** @throws RuleViolation if what was recorded cannot be confirmed yet */
    default void beforeConfirming(ReviewTask task, ReviewAnswer answer) {}

    /** Does what follows from a confirmed answer; the next date is laid down by the desk. */
    void confirmed(ReviewTask task, ReviewAnswer answer);

    /** Whether payment waits for what was not looked at in time; otherwise it is only listed (handbook §1.10). */
    default boolean holdsOverdue(AreaCode county, LocalDate today) {
        return false;
    }

    /** Holds the money of somebody not looked at in time; asked once for each, as long as the hold stands. */
    default void overdue(ReviewTask task) {}
}

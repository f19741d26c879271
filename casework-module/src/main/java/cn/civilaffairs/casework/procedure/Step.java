package cn.civilaffairs.casework.procedure;

import cn.civilaffairs.casework.calendar.DayUnit;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A step of a procedure (环节): who acts, as which of the three hands, within what time, and what may be done there. A
 * value; each declaring method gives a new one.
 *
 * <p>Its name stands in the messages as {@code Step.<matter>.<code>}, what to do next as {@code Step.<matter>.<code>.act}.
 */
public final class Step {

    private final String code;
    private final Duty duty;
    private final Set<Role> roles;
    private Limit limit = Limit.workingDays(5);
    private List<Paper> papers = List.of();
    private @Nullable Limit posting;
    private List<String> pauses = List.of();
    private List<String> returnTargets = List.of();
    private List<String> returnReasons = List.of();
    private List<String> refuseReasons = List.of();
    private @Nullable Role devolvedTo;
    private boolean appraised;

    Step(String code, Duty duty, Set<Role> roles) {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("Nobody is responsible for step " + code);
        }
        this.code = code;
        this.duty = duty;
        this.roles = Set.copyOf(roles);
    }

    private Step with(Consumer<Step> change) {
        Step changed = new Step(code, duty, roles);
        changed.limit = limit;
        changed.papers = papers;
        changed.posting = posting;
        changed.pauses = pauses;
        changed.returnTargets = returnTargets;
        changed.returnReasons = returnReasons;
        changed.refuseReasons = refuseReasons;
        changed.devolvedTo = devolvedTo;
        changed.appraised = appraised;
        change.accept(changed);
        return changed;
    }

    public Step within(int count, DayUnit unit) {
        return with(step -> step.limit = new Limit(count, unit));
    }

    /** The papers that must be there, known by data or promised before the case leaves this step. */
    public Step asking(Paper... needed) {
        return with(step -> step.papers = List.of(needed));
    }

    /** The result hangs out in public during this step (公示): begun, run for its time, closed with or without objection. */
    public Step posted(int count, DayUnit unit) {
        return with(step -> step.posting = new Limit(count, unit));
    }

    /** Reasons for which the limit may stand still here, named {@code PauseReason.<code>}. */
    public Step pausedFor(String... reasons) {
        return with(step -> step.pauses = List.of(reasons));
    }

    /** The steps a case may be sent back to from here; they come before this one. */
    public Step returningTo(String... targets) {
        return with(step -> step.returnTargets = List.of(targets));
    }

    /** Reasons for sending back, named {@code ReturnReason.<code>}. */
    public Step returningBecause(String... reasons) {
        return with(step -> step.returnReasons = List.of(reasons));
    }

    /** Reasons an application may be refused for here, named {@code RefuseReason.<code>}. */
    public Step refusingBecause(String... reasons) {
        return with(step -> step.refuseReasons = List.of(reasons));
    }

    /**
     * Neighbours may be heard here (民主评议), as far as the parameter sheet wants them to: always before the case leaves
     * this step, or after an objection before the result hangs out again.
     */
    public Step appraised() {
        return with(step -> step.appraised = true);
    }

    /** In townships the county has handed this decision to (审核确认权限下放), this role decides instead. */
    public Step devolvable(Role township) {
        return with(step -> step.devolvedTo = township);
    }

    public String code() {
        return code;
    }

    public Duty duty() {
        return duty;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** Who is responsible for a case, which may have been opened where the decision is devolved. */
    public Set<Role> roles(boolean devolved) {
        return devolved && devolvedTo != null ? Set.of(devolvedTo) : roles;
    }

    /**
     * Who is responsible for a case that may be one of a relative of staff. The county may do in such a case what the
     * township's hands do, and decides it itself whatever was devolved.
     */
    public Set<Role> roles(boolean devolved, boolean relative) {
        if (!relative) {
            return roles(devolved);
        }
        Set<Role> all = EnumSet.copyOf(roles);
        if (duty != Duty.CONFIRM) {
            all.add(Role.COUNTY_CASEWORKER);
        }
        return all;
    }

    public Limit limit() {
        return limit;
    }

    public List<Paper> papers() {
        return papers;
    }

    public @Nullable Limit posting() {
        return posting;
    }

    public List<String> pauses() {
        return pauses;
    }

    public List<String> returnTargets() {
        return returnTargets;
    }

    public List<String> returnReasons() {
        return returnReasons;
    }

    public List<String> refuseReasons() {
        return refuseReasons;
    }

    public boolean isAppraised() {
        return appraised;
    }

    /** What this step allows at all; whether it may be done now is another question. */
    public Set<CaseAct> acts() {
        Set<CaseAct> acts = EnumSet.of(CaseAct.WITHDRAW, CaseAct.ABORT);
        if (posting == null) {
            acts.add(CaseAct.AGREE);
        } else {
            acts.addAll(List.of(CaseAct.POST, CaseAct.POSTING_CLEAR, CaseAct.POSTING_OBJECTION, CaseAct.RECHECK));
        }
        if (appraised) {
            acts.add(CaseAct.APPRAISE);
        }
        if (!papers.isEmpty()) {
            acts.addAll(List.of(CaseAct.PAPERS, CaseAct.ASK_PAPERS));
        }
        if (!returnTargets.isEmpty()) {
            acts.add(CaseAct.RETURN);
        }
        if (!refuseReasons.isEmpty()) {
            acts.add(CaseAct.REFUSE);
        }
        if (!pauses.isEmpty()) {
            acts.addAll(List.of(CaseAct.PAUSE, CaseAct.RESUME));
        }
        return acts;
    }

    @Override
    public String toString() {
        return code;
    }
}

package cn.civilaffairs.casework.procedure;

import cn.civilaffairs.casework.calendar.DayUnit;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way an application takes to its decision (办理流程): the steps in order, with all that is special about each as its
 * attributes. Modules declare theirs as beans; casework knows none of them by name.
 *
 * <p>A changed regulation is a new matter declared beside the old one, which stays until its open cases are closed.
 *
 * @param matter code of the matter (事项), named in the messages as {@code Matter.<matter>}
 * @param line whose officers handle it
 * @param whole the limit from opening to decision, pauses not counted; null if only the steps have limits
 * @param sampled whether a share of what is confirmed is looked at again by the county (抽查)
 * @param extended the whole limit where special circumstances are given (延长); null if it cannot be extended
 */
public record Procedure(
        String matter,
        LineOfBusiness line,
        @Nullable Limit whole,
        @Nullable Limit extended,
        boolean sampled,
        List<Step> steps) {

    public Procedure {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("Procedure %s has no steps".formatted(matter));
        }
        requireKnownReturns(matter, steps);
    }

    public static Procedure of(String matter, LineOfBusiness line, Step... steps) {
        return new Procedure(matter, line, null, null, false, List.of(steps));
    }

    public static Step step(String code, Duty duty, Role... roles) {
        return new Step(code, duty, Set.of(roles));
    }

    public Procedure wholeWithin(int count, DayUnit unit) {
        return new Procedure(matter, line, new Limit(count, unit), extended, sampled, steps);
    }

    /** In special circumstances the whole limit may be extended, once. */
    public Procedure extendableTo(int count, DayUnit unit) {
        return new Procedure(matter, line, whole, new Limit(count, unit), sampled, steps);
    }

    /** A share of what is confirmed is looked at again, as the parameter {@code casework.sample-rate} says. */
    public Procedure withSamples() {
        return new Procedure(matter, line, whole, extended, true, steps);
    }

    /** Whether some step of it is the officer's turn, at the township or, for relatives' cases, at the county. */
    public boolean isWorkOf(Officer officer) {
        return steps.stream()
                .flatMap(step -> Stream.of(step.roles(false), step.roles(true)))
                .anyMatch(roles -> AccessDecision.may(officer, Action.HANDLE_CASE, line, roles));
    }

    private static void requireKnownReturns(String matter, List<Step> steps) {
        Set<String> before = new HashSet<>();
        for (Step step : steps) {
            if (!before.containsAll(step.returnTargets())) {
                throw new IllegalArgumentException(
                        "Step %s of %s returns to a step that does not come before it".formatted(step.code(), matter));
            }
            if (!step.returnTargets().isEmpty() && step.returnReasons().isEmpty()) {
                throw new IllegalArgumentException(
                        "Step %s of %s returns without a reason".formatted(step.code(), matter));
            }
            if (!before.add(step.code())) {
                throw new IllegalArgumentException("Step %s of %s is declared twice".formatted(step.code(), matter));
            }
        }
    }

    public Step first() {
        return steps.get(0);
    }

    public Step step(String code) {
        return steps.stream()
                .filter(step -> step.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no step %s".formatted(matter, code)));
    }

    public Optional<Step> after(Step step) {
        return steps.stream().skip(steps.indexOf(step) + 1L).findFirst();
    }

    public boolean isBefore(String step, String other) {
        return steps.indexOf(step(step)) < steps.indexOf(step(other));
    }

    /** What a step allows at all, with what every step of this matter allows. */
    public Set<CaseAct> acts(Step step) {
        Set<CaseAct> acts = EnumSet.copyOf(step.acts());
        if (extended != null) {
            acts.add(CaseAct.EXTEND);
        }
        return acts;
    }

    /** All papers the matter asks for, in the order of its steps. */
    public List<Paper> papers() {
        return steps.stream().flatMap(step -> step.papers().stream()).toList();
    }
}

package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small model of how a case of {@link TestMatter} moves, written apart from the desk: what it allows the desk must allow,
 * what it refuses the desk must refuse.
 */
final class CaseModel {

    private static final List<String> STEPS = List.of("acceptance", "survey", "review", "posting", "confirmation");
    private static final Set<CaseAct> EVERYWHERE = EnumSet.of(CaseAct.WITHDRAW, CaseAct.ABORT, CaseAct.EXTEND);
    private static final Map<String, Set<CaseAct>> ACTS = Map.of(
            "acceptance",
            EnumSet.of(CaseAct.AGREE, CaseAct.PAPERS, CaseAct.ASK_PAPERS, CaseAct.PAUSE, CaseAct.RESUME),
            "survey",
            EnumSet.of(CaseAct.AGREE),
            "review",
            EnumSet.of(CaseAct.AGREE, CaseAct.RETURN),
            "posting",
            EnumSet.of(CaseAct.POST, CaseAct.POSTING_CLEAR, CaseAct.POSTING_OBJECTION, CaseAct.RECHECK, CaseAct.RETURN),
            "confirmation",
            EnumSet.of(CaseAct.AGREE, CaseAct.RETURN, CaseAct.REFUSE));
    private static final Map<String, Role> ROLES = Map.of(
            "acceptance", Role.TOWN_CLERK,
            "survey", Role.TOWN_CLERK,
            "review", Role.TOWN_REVIEWER,
            "posting", Role.TOWN_CLERK,
            "confirmation", Role.COUNTY_APPROVER);
    private static final Map<String, Duty> DUTIES = Map.of(
            "acceptance", Duty.HANDLE,
            "survey", Duty.HANDLE,
            "review", Duty.REVIEW,
            "posting", Duty.HANDLE,
            "confirmation", Duty.CONFIRM);
    private static final Map<String, Map<String, Set<String>>> RETURNS = Map.of(
            "review", Map.of("targets", Set.of("acceptance", "survey"), "reasons", Set.of("PAPERS", "SURVEY")),
            "posting", Map.of("targets", Set.of("survey"), "reasons", Set.of("OBJECTION")),
            "confirmation", Map.of("targets", Set.of("survey", "review"), "reasons", Set.of("SURVEY", "AMOUNT")));

    CaseStatus status = CaseStatus.OPEN;
    String step = "acceptance";

    @Nullable
    String returnTo;

    int version;
    int entries = 1;
    int postings;
    boolean paused;
    boolean extended;
    CasePaper.State form = CasePaper.State.MISSING;
    private final Set<String> asked = new HashSet<>();
    private @Nullable LocalDate runningUntil;
    private boolean objected;
    private final Map<UUID, Set<Duty>> hands = new HashMap<>();

    CaseModel(Officer opener) {
        take(opener, Duty.HANDLE);
    }

    /** What somebody tries. */
    record Attempt(Officer officer, CaseAct act, String target, String reason, CasePaper.State paper, boolean stale) {}

    boolean allows(Attempt attempt, LocalDate today) {
        Officer officer = attempt.officer();
        CaseAct act = attempt.act();
        if (attempt.stale()
                || status != CaseStatus.OPEN
                || !officer.area().contains(AREA_OF_CASE.get())
                || !(EVERYWHERE.contains(act) || ACTS.get(step).contains(act))
                || !officer.roles().contains(ROLES.get(step))) {
            return false;
        }
        boolean decides = Set.of(CaseAct.AGREE, CaseAct.RETURN, CaseAct.REFUSE, CaseAct.POSTING_CLEAR, CaseAct.POST)
                .contains(act);
        if (decides && hands.getOrDefault(officer.id(), Set.of()).stream().anyMatch(duty -> duty != DUTIES.get(step))) {
            return false;
        }
        return switch (act) {
            case AGREE ->
                !paused
                        && !(step.equals("acceptance") && form == CasePaper.State.MISSING)
                        && !(step.equals("confirmation") && form == CasePaper.State.PROMISED);
            case PAUSE -> !paused;
            case RESUME -> paused;
            case EXTEND -> !extended;
            case ASK_PAPERS -> form == CasePaper.State.MISSING && !asked.contains(step);
            case POST -> !paused && runningUntil == null;
            case POSTING_CLEAR -> runningUntil != null && today.isAfter(runningUntil);
            case POSTING_OBJECTION -> runningUntil != null;
            case RECHECK -> objected;
            case RETURN ->
                RETURNS.get(step).get("targets").contains(attempt.target())
                        && RETURNS.get(step).get("reasons").contains(attempt.reason());
            case REFUSE -> attempt.reason().equals("INCOME");
            default -> true;
        };
    }

    static final ThreadLocal<cn.civilaffairs.kernel.AreaCode> AREA_OF_CASE = new ThreadLocal<>();

    /** Does what was allowed. */
    void apply(Attempt attempt, LocalDate postingEnds) {
        version++;
        entries++;
        Duty duty = DUTIES.get(step);
        switch (attempt.act()) {
            case AGREE -> {
                take(attempt.officer(), duty);
                advance();
            }
            case POSTING_CLEAR -> {
                take(attempt.officer(), duty);
                runningUntil = null;
                advance();
            }
            case RETURN -> {
                take(attempt.officer(), duty);
                if (attempt.reason().equals("OBJECTION")) {
                    objected = true;
                }
                String from = step;
                runningUntil = null;
                enter(attempt.target());
                returnTo = from;
            }
            case REFUSE -> {
                take(attempt.officer(), duty);
                close(CaseStatus.REFUSED);
            }
            case WITHDRAW -> close(CaseStatus.WITHDRAWN);
            case ABORT -> close(CaseStatus.ABORTED);
            case PAPERS -> {
                form = attempt.paper();
                if (form != CasePaper.State.MISSING) {
                    paused = false;
                }
            }
            case ASK_PAPERS -> {
                asked.add(step);
                paused = true;
            }
            case PAUSE -> paused = true;
            case RESUME -> paused = false;
            case EXTEND -> extended = true;
            case POST -> {
                take(attempt.officer(), duty);
                postings++;
                runningUntil = postingEnds;
                objected = false;
            }
            case POSTING_OBJECTION -> {
                runningUntil = null;
                objected = true;
            }
            default -> {}
        }
    }

    private void advance() {
        if (returnTo != null) {
            enter(returnTo);
        } else if (step.equals("confirmation")) {
            close(CaseStatus.CONFIRMED);
        } else {
            enter(STEPS.get(STEPS.indexOf(step) + 1));
        }
    }

    private void enter(String next) {
        step = next;
        returnTo = null;
        paused = false;
    }

    private void close(CaseStatus outcome) {
        status = outcome;
        returnTo = null;
        paused = false;
    }

    private void take(Officer officer, Duty duty) {
        hands.computeIfAbsent(officer.id(), id -> EnumSet.noneOf(Duty.class)).add(duty);
    }

    /** What the desk must show too. */
    List<Object> view() {
        List<Object> view = new ArrayList<>();
        view.add(status);
        view.add(step);
        view.add(String.valueOf(returnTo));
        view.add(version);
        view.add(paused);
        view.add(extended);
        view.add(entries);
        view.add(postings);
        return view;
    }
}

package cn.civilaffairs.casework;

import static cn.civilaffairs.casework.procedure.Obstacle.word;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.casework.procedure.Step;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether an officer may do something to a case now (可否办理). The desk asks before every act and the page for every
 * button, so that the two never disagree.
 */
@Component
class CaseRules {

    private final Procedures procedures;
    private final CaseRecords records;
    private final Appraisals appraisals;
    private final CaseFlags flags;
    private final Parameters parameters;
    private final ObjectProvider<StepGuard> guards;
    private final Clock clock;

    CaseRules(
            Procedures procedures,
            CaseRecords records,
            Appraisals appraisals,
            CaseFlags flags,
            Parameters parameters,
            ObjectProvider<StepGuard> guards,
            Clock clock) {
        this.appraisals = appraisals;
        this.flags = flags;
        this.parameters = parameters;
        this.procedures = procedures;
        this.records = records;
        this.guards = guards;
        this.clock = clock;
    }

    List<Obstacle> obstacles(CaseFile file, CaseAct act, Officer officer) {
        if (!file.isOpen()) {
            return List.of(Obstacle.of("case.closed", word("CaseStatus." + file.status())));
        }
        if (isRelated(file, officer)) {
            return List.of(Obstacle.of("case.relative-yours"));
        }
        Procedure procedure = procedures.of(file.matter());
        Step step = procedure.step(file.step());
        if (!procedure.acts(step).contains(act)) {
            return List.of(Obstacle.of("case.act-not-here", word(stepKey(file, step))));
        }
        if (!isResponsible(file, procedure, step, officer)) {
            return List.of(Obstacle.of("case.not-responsible", roleWord(file.turn(step))));
        }
        List<Obstacle> found = new ArrayList<>();
        if (act.isDecision() || act == CaseAct.POST) {
            separation(file, step.duty(), officer).ifPresent(found::add);
        }
        clock(file, act).ifPresent(found::add);
        papers(file, step, act).ifPresent(found::add);
        posting(file, act, LocalDate.now(clock)).ifPresent(found::add);
        appraisal(file, step, act).ifPresent(found::add);
        if (act == CaseAct.EXTEND && file.extended()) {
            found.add(Obstacle.of("case.extended-already"));
        }
        guards.stream()
                .filter(guard -> guard.matter().equals(file.matter()))
                .forEach(guard -> found.addAll(guard.obstacles(file, act)));
        return found;
    }

    /** Whether the applicant is registered as the officer's relative. */
    boolean isRelated(CaseFile file, Officer officer) {
        return file.relative()
                && flags.ofCase(file.id(), scopeOf(file)).stream()
                        .anyMatch(flag -> officer.isOneWith(flag.officerId()));
    }

    /** Whether the officer works on the case where it is: open, theirs by its step, and no relative's. */
    boolean isAtHand(CaseFile file, Procedure procedure, Step step, Officer officer) {
        return file.isOpen() && isResponsible(file, procedure, step, officer) && !isRelated(file, officer);
    }

    static boolean isResponsible(CaseFile file, Procedure procedure, Step step, Officer officer) {
        return AccessDecision.may(officer, Action.HANDLE_CASE, procedure.line(), file.turn(step))
                && officer.scope().covers(file.area());
    }

    private Optional<Obstacle> separation(CaseFile file, Duty duty, Officer officer) {
        return records.entries(file.id(), officer.scope()).stream()
                .filter(entry -> officer.isOneWith(entry.officerId()))
                .filter(entry -> entry.duty() != null && entry.duty() != duty)
                .findFirst()
                .map(entry -> Obstacle.of("case.same-person", word("Duty." + entry.duty()), word("Duty." + duty)));
    }

    private static Optional<Obstacle> clock(CaseFile file, CaseAct act) {
        return switch (act) {
            case AGREE, RESUBMIT, PAUSE, POST, POSTING_CLEAR ->
                file.isPaused() ? Optional.of(Obstacle.of("case.paused")) : Optional.empty();
            case RESUME -> file.isPaused() ? Optional.empty() : Optional.of(Obstacle.of("case.not-paused"));
            default -> Optional.empty();
        };
    }

    private Optional<Obstacle> papers(CaseFile file, Step step, CaseAct act) {
        if (act != CaseAct.AGREE && act != CaseAct.ASK_PAPERS) {
            return Optional.empty();
        }
        Set<String> here = step.papers().stream().map(paper -> paper.code()).collect(Collectors.toSet());
        List<CasePaper> papers = records.papers(file.id(), scopeOf(file));
        List<CasePaper> missing = papers.stream()
                .filter(paper -> here.contains(paper.code()) && paper.state() == CasePaper.State.MISSING)
                .toList();
        if (act == CaseAct.ASK_PAPERS) {
            return missing.isEmpty() ? Optional.of(Obstacle.of("case.papers-complete")) : Optional.empty();
        }
        if (!missing.isEmpty()) {
            return Optional.of(Obstacle.of("case.papers-missing", missing.size(), paperWord(file, missing.get(0))));
        }
        return papers.stream()
                .filter(paper -> step.duty() == Duty.CONFIRM && paper.state() == CasePaper.State.PROMISED)
                .findFirst()
                .map(paper -> Obstacle.of("case.papers-promised", paperWord(file, paper)));
    }

    private Optional<Obstacle> posting(CaseFile file, CaseAct act, LocalDate today) {
        if (act != CaseAct.POST && act != CaseAct.POSTING_CLEAR && act != CaseAct.POSTING_OBJECTION) {
            return Optional.empty();
        }
        Optional<Posting> running =
                records.latestPosting(file.id(), scopeOf(file)).filter(Posting::isRunning);
        if (act == CaseAct.POST) {
            return running.map(posting -> Obstacle.of("posting.running", Obstacle.day(posting.endsOn())));
        }
        if (running.isEmpty()) {
            return Optional.of(Obstacle.of("posting.not-begun"));
        }
        return act == CaseAct.POSTING_CLEAR && !today.isAfter(running.get().endsOn())
                ? Optional.of(Obstacle.of(
                        "posting.not-over", Obstacle.day(running.get().endsOn())))
                : Optional.empty();
    }

    /** Looking into an objection and hearing the neighbours on it: in this order, and only where there is one. */
    private Optional<Obstacle> appraisal(CaseFile file, Step step, CaseAct act) {
        boolean concerned = act == CaseAct.RECHECK
                || step.isAppraised() && (act == CaseAct.APPRAISE || act == CaseAct.AGREE || act == CaseAct.POST);
        if (!concerned) {
            return Optional.empty();
        }
        Appraisal.Setting setting = appraisalSetting(file);
        List<CaseEntry> entries = records.entries(file.id(), scopeOf(file));
        Objections objections = Objections.of(entries);
        boolean open = objections.met() && !posted(objections);
        return switch (act) {
            case RECHECK -> open ? Optional.empty() : Optional.of(Obstacle.of("posting.no-objection"));
            case APPRAISE -> mayAppraise(setting, open, objections);
            case POST ->
                open && setting != Appraisal.Setting.NEVER ? heard(file, objections.isAppraised()) : Optional.empty();
            default -> {
                boolean held = entries.stream().anyMatch(entry -> entry.act() == CaseAct.APPRAISE);
                yield setting == Appraisal.Setting.ALWAYS && !held
                        ? Optional.of(Obstacle.of("appraisal.missing"))
                        : Optional.empty();
            }
        };
    }

    private static boolean posted(Objections objections) {
        return objections.since().stream().anyMatch(entry -> entry.act() == CaseAct.POST);
    }

    private static Optional<Obstacle> mayAppraise(Appraisal.Setting setting, boolean open, Objections objections) {
        if (setting == Appraisal.Setting.NEVER) {
            return Optional.of(Obstacle.of("appraisal.never"));
        }
        if (open) {
            return objections.isRechecked() ? Optional.empty() : Optional.of(Obstacle.of("appraisal.recheck-first"));
        }
        return setting == Appraisal.Setting.ALWAYS
                ? Optional.empty()
                : Optional.of(Obstacle.of("appraisal.only-on-objection"));
    }

    private Optional<Obstacle> heard(CaseFile file, boolean held) {
        if (!held) {
            return Optional.of(Obstacle.of("appraisal.missing"));
        }
        List<Appraisal> all = appraisals.ofCase(file.id(), scopeOf(file));
        return all.isEmpty() || all.get(all.size() - 1).isFor()
                ? Optional.empty()
                : Optional.of(Obstacle.of("appraisal.against"));
    }

    /** As the sheet had it on the day the case was opened. */
    Appraisal.Setting appraisalSetting(CaseFile file) {
        return parameters
                .find(ParameterKey.APPRAISAL.code(), file.area(), file.openedOn())
                .map(parameter -> Appraisal.Setting.valueOf(parameter.value()))
                .orElse(Appraisal.Setting.ON_OBJECTION);
    }

    private static AreaScope scopeOf(CaseFile file) {
        return AreaScope.of(file.area());
    }

    private static Object paperWord(CaseFile file, CasePaper paper) {
        return word("Paper." + file.matter() + "." + paper.code());
    }

    static String stepKey(CaseFile file, Step step) {
        return "Step." + file.matter() + "." + step.code();
    }

    static Object roleWord(Set<Role> roles) {
        return word("Role." + roles.stream().sorted().findFirst().orElseThrow());
    }
}

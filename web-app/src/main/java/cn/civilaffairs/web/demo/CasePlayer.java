package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.CheckAnswer;
import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.assistance.minimumliving.NewHomeVisit;
import cn.civilaffairs.assistance.minimumliving.Proposal;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.calendar.WorkCalendar;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.CaseScript.Goal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Plays one case from its opening to its goal: the right officer acts on each working day, through the same desks as on
 * the pages, so that entries, limits and postings are what they would be.
 */
final class CasePlayer {

    private static final List<String> PAPERS = List.of("application", "commitment", "authorisation", "declaration");

    private final MinimumLivingDesk desk;
    private final CaseDesk cases;
    private final WorkCalendar calendar;
    private final BusinessClock clock;
    private final Crew crew;

    private DemoHousehold household;
    private Goal goal;
    private LocalDate today;
    private UUID file;

    CasePlayer(MinimumLivingDesk desk, CaseDesk cases, WorkCalendar calendar, BusinessClock clock, Crew crew) {
        this.desk = desk;
        this.cases = cases;
        this.calendar = calendar;
        this.clock = clock;
        this.crew = crew;
    }

    void play(DemoHousehold applicant, Goal end, LocalDate openedOn) {
        household = applicant;
        goal = end;
        today = openedOn;
        accept();
        if (goal.isPast(Goal.WITHDRAWN)) {
            checkMeans();
        }
        if (goal.isPast(Goal.MEANS_CHECK_HALF)) {
            visit();
        }
        if (goal.isPast(Goal.HOME_VISIT_RECORDED)) {
            review();
        }
        if (goal.isPast(Goal.REFUSED_AS_UNCOOPERATIVE)) {
            post();
        }
        if (goal.isPast(Goal.OBJECTED)) {
            confirm();
        }
    }

    private void accept() {
        boolean complete = goal.isPast(Goal.ASKED_FOR_PAPERS);
        Set<String> received = new HashSet<>(complete ? PAPERS : PAPERS.subList(0, 3));
        Set<String> conditional = conditionalPapers();
        if (complete) {
            received.addAll(conditional);
        }
        as(
                clerk(),
                0,
                () -> file = desk.apply(new NewApplication(
                                household.id(),
                                household.residence(),
                                today,
                                cause(),
                                ofStaff(),
                                null,
                                conditional,
                                received))
                        .id());
        switch (goal) {
            case ACCEPTANCE -> {}
            case ASKED_FOR_PAPERS ->
                as(clerk(), 1, () -> cases.askForPapers(file, version(), calendar.end(today, Limit.workingDays(10))));
            case REFUSED_AS_NOT_LOCAL ->
                as(clerk(), 2, () -> cases.refuse(file, version(), "NOT_LOCAL", "户籍不在本县，告知到户籍地申请。"));
            case WITHDRAWN -> as(clerk(), 2, () -> cases.withdraw(file, version(), "子女接回外地共同生活，申请人撤回申请。"));
            default -> as(clerk(), 1, () -> cases.agree(file, version(), "材料齐全，予以受理。"));
        }
    }

    private boolean ofStaff() {
        return household.number() % 23 == 0;
    }

    private Set<String> conditionalPapers() {
        Set<String> papers = new HashSet<>();
        for (DemoPerson person : household.members()) {
            if (person.condition().health().equals("SERIOUSLY_ILL")) {
                papers.add("illness");
            }
            if (person.condition().employment().equals("AT_SCHOOL")) {
                papers.add("schooling");
            }
        }
        return papers;
    }

    private String cause() {
        DemoPerson.Condition condition = household.head().condition();
        return switch (condition.health()) {
            case "SERIOUSLY_ILL" -> "因病：患重病，医疗支出大";
            case "DISABLED" -> "因残：重度残疾，无劳动能力";
            default -> household.head().idNumber().ageOn(today) >= 60 ? "年老体弱，收入微薄" : "缺劳动力，子女就学";
        };
    }

    private void checkMeans() {
        if (goal == Goal.MEANS_CHECK) {
            return;
        }
        List<Department> asked = Arrays.asList(Department.values());
        if (goal == Goal.MEANS_CHECK_HALF) {
            as(caseworker(), 3, () -> desk.answer(file, answers(asked.subList(0, asked.size() / 2))));
            return;
        }
        as(caseworker(), 4, () -> desk.answer(file, answers(asked)));
        as(caseworker(), 2, () -> cases.agree(file, version(), "各部门已回复，核对报告已出具。"));
    }

    private static Map<Department, MinimumLivingDesk.Answer> answers(Collection<Department> departments) {
        Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
        for (Department department : departments) {
            boolean silent = department.ordinal() % 3 == 1;
            answers.put(
                    department,
                    new MinimumLivingDesk.Answer(silent ? CheckAnswer.NOTHING_FOUND : CheckAnswer.CONSISTENT, null));
        }
        return answers;
    }

    private void visit() {
        if (goal == Goal.HOME_VISIT) {
            return;
        }
        as(clerk(), 2, this::recordVisit);
        if (goal != Goal.HOME_VISIT_RECORDED) {
            as(clerk(), 0, () -> cases.agree(file, version(), "入户情况与申报一致。"));
        }
    }

    private void recordVisit() {
        desk.recordVisit(
                file,
                new NewHomeVisit(
                        today,
                        clerk().name(),
                        crew.assistantOf(household.village()).name(),
                        household.head().name().full(),
                        household.number() % 2 == 0 ? "砖混平房三间，室内陈设简单。" : "老旧木结构房，屋面有漏雨痕迹。",
                        "常年服药，家中无值钱物品，主要靠亲友接济。",
                        true,
                        null,
                        true));
    }

    private void review() {
        if (goal == Goal.REVIEW) {
            return;
        }
        if (goal == Goal.REFUSED_AS_UNCOOPERATIVE || goal == Goal.REFUSED_FOR_INCOME) {
            as(reviewer(), 2, this::propose);
            as(reviewer(), 0, this::refuse);
            return;
        }
        if (goal == Goal.RETURNED_TO_VISIT) {
            as(
                    reviewer(),
                    2,
                    () -> cases.sendBack(
                            file, version(), MinimumLivingAllowance.HOME_VISIT, "SURVEY", "住房情况未附照片，请补充入户记录。"));
            return;
        }
        as(reviewer(), 2, this::propose);
        as(reviewer(), 0, () -> cases.agree(file, version(), "符合条件，拟纳入低保。"));
    }

    private Proposal propose() {
        return desk.propose(file, ReviewClass.valueOf(household.reviewClass()));
    }

    private void refuse() {
        if (goal == Goal.REFUSED_FOR_INCOME) {
            cases.refuse(file, version(), "INCOME", "家庭人均月收入高于低保标准，详见核定表。");
        } else {
            cases.refuse(file, version(), "UNCOOPERATIVE", "三次约定入户均无人在家，拒绝配合调查。");
        }
    }

    private void post() {
        if (goal == Goal.POSTING) {
            return;
        }
        as(clerk(), 1, this::hangOut);
        if (goal == Goal.POSTED) {
            return;
        }
        if (goal == Goal.OBJECTED) {
            as(clerk(), 2, () -> cases.objectToPosting(file, version(), "有村民反映其子在县城有门面房，待核实。"));
            return;
        }
        today = calendar.workingDayAfter(calendar.end(today, Limit.days(7)));
        as(clerk(), 0, () -> cases.closePosting(file, version(), "公示期满，无异议。"));
    }

    private void hangOut() {
        Proposal proposal = desk.folder(file).proposals().get(0);
        cases.post(
                file,
                version(),
                "村务公开栏、镇便民服务中心",
                "%s户，保障人口 %d 人，拟每月保障金额 %s 元。"
                        .formatted(household.head().name().full(), proposal.persons(), proposal.amount()),
                null);
    }

    private void confirm() {
        switch (goal) {
            case RETURNED_TO_REVIEW ->
                as(
                        confirmer(),
                        3,
                        () -> cases.sendBack(
                                file, version(), MinimumLivingAllowance.REVIEW_STEP, "FACTS", "请核实子女赡养能力后重新审核。"));
            case CONFIRMED -> {
                if (ofStaff()) {
                    as(caseworker(), 1, this::recordVisit);
                }
                as(confirmer(), 2, () -> cases.agree(file, version(), "同意纳入。"));
            }
            default -> {}
        }
    }

    private int version() {
        return cases.find(file).version();
    }

    private Officer clerk() {
        return crew.clerkOf(household.village());
    }

    private Officer reviewer() {
        return crew.reviewerOf(household.village());
    }

    /** The county decides on relatives of staff, whatever is devolved. */
    private Officer confirmer() {
        return ofStaff() ? crew.named("ca_1") : crew.confirmerOf(household.village());
    }

    private Officer caseworker() {
        return crew.named(household.number() % 2 == 0 ? "cc_1" : "cc_2");
    }

    /** Lets an officer act some working days later, at an hour of that household's own. */
    private void as(Officer officer, int workingDaysLater, Runnable act) {
        today = calendar.plusWorkingDays(today, workingDaysLater);
        clock.moveTo(today.atTime(9 + household.number() % 7, household.number() * 13 % 60));
        Acting.as(officer, act);
    }
}

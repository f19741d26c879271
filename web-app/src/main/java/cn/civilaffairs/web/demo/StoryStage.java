package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.AllowanceDue;
import cn.civilaffairs.assistance.minimumliving.CheckAnswer;
import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.assistance.minimumliving.NewHomeVisit;
import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.casework.Appeal;
import cn.civilaffairs.casework.AppealDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.Entitlement;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.LineKind;
import cn.civilaffairs.disbursement.Recovery;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.eldercare.oldage.OldAgeCandidate;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.guardian.GuardianTie;
import cn.civilaffairs.registry.relocation.NewRelocation;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.Disability;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Where stories are played: the desks of the product, on days of the story's own. */
@Component
class StoryStage {

    private static final List<String> PAPERS = List.of("application", "commitment", "authorisation", "declaration");

    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final AccountRegister accounts;
    private final MinimumLivingReckoner reckoner;
    private final MinimumLivingDesk applications;
    private final MinimumLivingChangeDesk changes;
    private final CaseDesk cases;
    private final AppealDesk appeals;
    private final EntitlementDesk entitlements;
    private final OldAgeDesk oldAge;
    private final RelocationDesk moves;
    private final BusinessClock clock;

    private final StoryPurse purse;
    private final StoryPayees payees;
    private final List<Story.Known> noted = new ArrayList<>();

    private StoryCrew crew;
    private LocalDate today;
    private String fileNo;

    StoryStage(
            ResidentRegister residents,
            HouseholdRegister households,
            AccountRegister accounts,
            MinimumLivingReckoner reckoner,
            MinimumLivingDesk applications,
            MinimumLivingChangeDesk changes,
            CaseDesk cases,
            AppealDesk appeals,
            EntitlementDesk entitlements,
            OldAgeDesk oldAge,
            RelocationDesk moves,
            StoryPurse purse,
            StoryPayees payees,
            BusinessClock clock) {
        this.residents = residents;
        this.households = households;
        this.accounts = accounts;
        this.reckoner = reckoner;
        this.applications = applications;
        this.changes = changes;
        this.cases = cases;
        this.appeals = appeals;
        this.entitlements = entitlements;
        this.oldAge = oldAge;
        this.moves = moves;
        this.purse = purse;
        this.payees = payees;
        this.clock = clock;
    }

    /** Plays a story on its days and comes back to today; gives the benefit its ending speaks of. */
    synchronized UUID play(Story story, StoryCrew officers) {
        crew = officers;
        fileNo = story.fileNo();
        noted.clear();
        var now = clock.offset();
        try {
            return story.play().apply(this);
        } finally {
            clock.useOffset(now);
        }
    }

    /** For scenes that play a family up to the middle of its case. */
    StoryStage with(StoryCrew officers) {
        crew = officers;
        return this;
    }

    void objectedTo(CaseFile file, String postedOn, String objectedOn, String objection) {
        on(postedOn)
                .does(crew.clerk(), () -> cases.post(file.id(), version(file), "村务公开栏", file.title() + " 1 人", null));
        on(objectedOn).does(crew.clerk(), () -> cases.objectToPosting(file.id(), version(file), objection));
    }

    void promised(CaseFile file, String paper, String by) {
        does(
                crew.clerk(),
                () -> cases.recordPapers(
                        file.id(), version(file), List.of(CasePaper.committed(paper, LocalDate.parse(by)))));
    }

    CaseFile opened(UUID household, String... papers) {
        return as(
                crew.clerk(),
                () -> applications.apply(new NewApplication(
                        household, UrbanRural.RURAL, today, "年老体弱，收入微薄", false, null, Set.of(), Set.of(papers))));
    }

    void accepted(CaseFile file) {
        does(crew.clerk(), () -> cases.agree(file.id(), version(file), "材料齐全，予以受理"));
    }

    StoryStage on(String date) {
        today = LocalDate.parse(date);
        return this;
    }

    <T> T as(Officer officer, Supplier<T> act) {
        clock.moveTo(today.atTime(10, 0));
        return Acting.as(officer, act);
    }

    void does(Officer officer, Runnable act) {
        as(officer, () -> {
            act.run();
            return true;
        });
    }

    /** Numbers of stories end in the highest serials of a day, which no drawn resident has. */
    static IdNumber number(Story.Person person) {
        String first = "999001" + person.born().format(DateTimeFormatter.BASIC_ISO_DATE)
                + (person.sex() == Sex.MALE ? "999" : "998");
        return IdNumber.of(first + IdNumber.checkCharacter(first));
    }

    UUID person(Story.Person person) {
        ResidentDetails plain = ResidentDetails.citizen(crew.village(), person.name(), number(person));
        ResidentDetails known = person.card() == null
                ? plain
                : plain.withCondition(
                        Health.DISABLED,
                        Disability.of(number(person).value() + person.card(), plain.document()),
                        Labour.NONE,
                        null,
                        null);
        return as(crew.clerk(), () -> residents.register(known));
    }

    /** Held from a month on by one officer of the county; let go by another, who agrees to pay the months held. */
    UUID suspended(UUID benefit, HoldReason reason, String note, String from) {
        return as(crew.caseworker(), () -> entitlements.suspend(benefit, reason, note, YearMonth.parse(from)));
    }

    void resumed(UUID hold, String note) {
        does(crew.secondCaseworker(), () -> entitlements.resume(hold, note, true));
    }

    StoryFamily family(Story.Person head) {
        return family(fileNo, head);
    }

    StoryFamily family(String number, Story.Person head) {
        return new StoryFamily(this, number, head);
    }

    UUID household(String number, UUID head) {
        return as(
                crew.clerk(),
                () -> households.open(new NewHousehold(number, crew.village(), UrbanRural.RURAL, "演示课", head, today)));
    }

    void member(UUID household, UUID resident, Relation relation) {
        does(
                crew.clerk(),
                () -> households.addMember(
                        household,
                        new NewMember(resident, relation, true, null, today, "建档"),
                        version(household),
                        crew.clerk().scope()));
    }

    void income(UUID household, String name, String yearly) {
        does(
                crew.clerk(),
                () -> households.addMeans(
                        household,
                        new NewMeansItem(
                                null,
                                MeansCategory.BUSINESS,
                                name,
                                Money.of(yearly),
                                MeansPeriod.YEAR,
                                today.withDayOfYear(1),
                                null,
                                MeansSource.DECLARED,
                                null,
                                null),
                        version(household),
                        crew.clerk().scope()));
    }

    void strike(UUID household, String why) {
        does(crew.clerk(), () -> {
            MeansItem item = households.means(household, crew.clerk().scope()).get(0);
            households.withdrawMeans(
                    household, item.id(), why, version(household), crew.clerk().scope());
        });
    }

    /** The neighbouring township tries to register somebody who is registered already. */
    void registersAgain(Story.Person person) {
        try {
            as(
                    crew.neighbour(),
                    () -> residents.register(ResidentDetails.citizen(crew.elsewhere(), person.name(), number(person))));
        } catch (RuleViolation refused) {
            if (refused.messageKey().equals("resident.registered-elsewhere")) {
                return;
            }
            throw refused;
        }
        throw new IllegalStateException("One person was registered twice");
    }

    private int version(UUID household) {
        return households.today(household, crew.clerk().scope()).version();
    }

    /** Everybody who counts is granted what the rule gives, from the month after. */
    UUID granted(UUID household) {
        YearMonth first = YearMonth.from(today).plusMonths(1);
        return as(crew.approver(), () -> {
            MinimumLivingReckoner.Reckoned reckoned = reckoner.reckon(household, first, today, UrbanRural.RURAL, null);
            UUID head = households
                    .today(household, crew.approver().scope())
                    .head()
                    .orElseThrow()
                    .residentId();
            return entitlements.grant(new Grant(
                    MinimumLivingAllowance.CODE,
                    crew.village(),
                    UrbanRural.RURAL,
                    household,
                    head,
                    head,
                    null,
                    ReviewClass.B,
                    today.plusMonths(6),
                    EntryKind.APPLICATION,
                    first,
                    today,
                    null,
                    reckoned.facts().counted().stream()
                            .map(member -> member.residentId())
                            .toList(),
                    due(reckoned.calculation())));
        });
    }

    private Due due(MinimumLivingCalculation reckoned) {
        return AllowanceDue.of(reckoned, Cause.GRANTED, null, crew.approver().id(), today);
    }

    /** A change reported by the township, looked at by its reviewer and confirmed by the county. */
    CaseFile changed(AllowanceChange change) {
        CaseFile file = as(crew.clerk(), () -> changes.submit(change, null));
        does(crew.reviewer(), () -> cases.agree(file.id(), version(file), "情况属实"));
        does(crew.approver(), () -> cases.agree(file.id(), version(file), "同意变动"));
        return file;
    }

    /** Entered in the register, by nobody who thinks of the money. */
    void dies(UUID resident, String source) {
        does(
                crew.clerk(),
                () -> residents.recordDeath(
                        resident,
                        today,
                        source,
                        residents.get(resident, crew.clerk().scope()).version(),
                        crew.clerk().scope()));
    }

    /** Figures the last story played has come to. */
    List<Story.Known> noted() {
        return List.copyOf(noted);
    }

    void notes(String what, Money amount) {
        noted.add(new Story.Known(what, amount));
    }

    /** Each month on its sixteenth. */
    StoryStage pays(String first, String last) {
        for (YearMonth month = YearMonth.parse(first);
                !month.isAfter(YearMonth.parse(last));
                month = month.plusMonths(1)) {
            today = month.atDay(16);
            clock.moveTo(today.atTime(10, 0));
            purse.pay(crew, month);
        }
        return this;
    }

    void raises(String amount, String from, String document) {
        clock.moveTo(today.atTime(10, 0));
        purse.raise(crew, amount, LocalDate.parse(from), document);
    }

    Money received(UUID household, String payMonth, LineKind... kinds) {
        return purse.received(crew, household, YearMonth.parse(payMonth), kinds);
    }

    void reportsDeath(UUID person, String diedOn) {
        Officer clerk = crew.clerk();
        does(
                clerk,
                () -> residents.recordDeath(
                        person,
                        LocalDate.parse(diedOn),
                        "村级上报",
                        residents.get(person, clerk.scope()).version(),
                        clerk.scope()));
    }

    Recovery recovers(UUID benefit, String ground) {
        clock.moveTo(today.atTime(10, 0));
        return purse.recovered(crew, benefit, today, ground);
    }

    UUID proposesMove(UUID household, UrbanRural residence, String movedOn, String reason) {
        return as(
                crew.clerk(),
                () -> moves.propose(
                        household,
                        new NewRelocation(crew.elsewhere(), residence, null, LocalDate.parse(movedOn), reason)));
    }

    void acceptsMove(UUID move) {
        does(crew.neighbour(), () -> moves.accept(move, moves.find(move).version(), "已核实在本地居住，同意接收"));
    }

    /** A relative entrusted to collect for a year, and made payee of what the person receives. */
    void collectedBy(UUID benefit, Story.Person collector, GuardianTie tie, String why) {
        UUID ward = as(crew.clerk(), () -> entitlements.find(benefit).residentId());
        UUID entered = payees.entered(crew.clerk(), ward, collector, tie, today);
        payees.confirmed(crew.reviewer(), entered);
        UUID payee = as(
                crew.clerk(),
                () -> residents
                        .find(number(collector), crew.clerk().scope())
                        .orElseThrow()
                        .id());
        payees.approved(crew.reviewer(), payees.asked(crew.clerk(), benefit, payee, why));
    }

    private int version(CaseFile file) {
        return cases.find(file.id()).version();
    }

    CaseFile applied(UUID household) {
        CaseFile file = opened(household, PAPERS.toArray(String[]::new));
        accepted(file);
        return file;
    }

    void checkedAndVisited(CaseFile file) {
        Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
        for (Department department : Department.values()) {
            answers.put(department, new MinimumLivingDesk.Answer(CheckAnswer.CONSISTENT, null));
        }
        does(crew.caseworker(), () -> {
            applications.answer(file.id(), answers);
            cases.agree(file.id(), version(file), "各部门已回复");
        });
        does(crew.clerk(), () -> {
            applications.recordVisit(
                    file.id(),
                    new NewHomeVisit(
                            today, crew.clerk().name(), "何平", file.title(), "砖木平房两间", "靠亲友接济", true, null, true));
            cases.agree(file.id(), version(file), "入户情况与申报一致");
        });
    }

    void refusedForIncome(CaseFile file) {
        does(crew.reviewer(), () -> {
            applications.propose(file.id(), ReviewClass.B);
            cases.refuse(file.id(), version(file), "INCOME", "家庭人均月收入高于低保标准");
        });
    }

    void appealed(CaseFile file, String servedOn, String decidedOn) {
        UUID appeal = as(
                crew.caseworker(),
                () -> appeals.record(
                        file.id(), Appeal.Kind.RECONSIDERATION, LocalDate.parse(servedOn), today, "县人民政府行政复议机构", null));
        on(decidedOn)
                .does(
                        crew.secondCaseworker(),
                        () -> appeals.decide(appeal, Appeal.Outcome.REVOKED, today, "云政复决〔2026〕7号"));
    }

    void reviewed(CaseFile file, String opinion) {
        does(crew.reviewer(), () -> {
            applications.propose(file.id(), ReviewClass.B);
            cases.agree(file.id(), version(file), opinion);
        });
    }

    void posted(CaseFile file, String until) {
        does(crew.clerk(), () -> cases.post(file.id(), version(file), "村务公开栏", file.title() + " 1 人", null));
        on(until).does(crew.clerk(), () -> cases.closePosting(file.id(), version(file), "公示期满，无异议"));
    }

    UUID confirmed(CaseFile file) {
        does(crew.approver(), () -> cases.agree(file.id(), version(file), "同意纳入"));
        return as(
                crew.approver(),
                () -> entitlements
                        .ofCase(file.id(), MinimumLivingAllowance.CODE)
                        .orElseThrow()
                        .id());
    }

    /** An account entered by one officer and confirmed by another who types it again. */
    void account(UUID resident, String name, String number) {
        Officer clerk = crew.clerk();
        UUID entered = as(
                clerk,
                () -> accounts.enter(resident, name, "农商银行", number, AccountKind.CARD, clerk.scope())
                        .id());
        does(
                crew.reviewer(),
                () -> accounts.confirm(
                        resident, entered, number, crew.reviewer().scope()));
    }

    /** The roster of a month names somebody, the township finds them alive, the county confirms. */
    UUID onTheRoster(UUID resident, String name, YearMonth month) {
        UUID roster = as(crew.elderCaseworker(), () -> oldAge.draw(month));
        OldAgeCandidate candidate = as(
                        crew.elderClerk(),
                        () -> oldAge.candidates(roster, new OldAgeFilter(null, null, 0, 200, name), 20, 0))
                .get(0);
        does(crew.elderClerk(), () -> oldAge.confirmLife(roster, List.of(candidate.id())));
        does(crew.elderCaseworker(), () -> oldAge.grant(roster, crew.village().township()));
        return as(
                crew.elderCaseworker(),
                () -> entitlements.ofResident(resident).get(0).entitlementId());
    }

    /** What a benefit is due for a month as decided by now. */
    Money due(UUID benefit, YearMonth month) {
        Entitlement entitlement = entitlements.find(benefit);
        YearMonth last = entitlement.lastMonth();
        if (month.isBefore(entitlement.firstMonth()) || last != null && month.isAfter(last)) {
            return Money.ZERO;
        }
        return entitlements.determinations(benefit).stream()
                .filter(determination -> !determination.effectiveMonth().isAfter(month))
                .max(Comparator.comparing(Determination::effectiveMonth).thenComparing(Determination::ordinal))
                .map(Determination::amount)
                .orElse(Money.ZERO);
    }
}

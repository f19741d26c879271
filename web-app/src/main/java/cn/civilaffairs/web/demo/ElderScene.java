package cn.civilaffairs.web.demo;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.FuneralItem;
import cn.civilaffairs.civilservices.funeral.NewCremation;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewFilter;
import cn.civilaffairs.disbursement.review.ReviewState;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.disbursement.review.ReviewWay;
import cn.civilaffairs.eldercare.oldage.OldAgeAllowance;
import cn.civilaffairs.eldercare.oldage.OldAgeCandidate;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter;
import cn.civilaffairs.eldercare.oldage.OldAgeRecipient;
import cn.civilaffairs.eldercare.oldage.OldAgeTown;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.IdentityDocument;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.ResidentCopy;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The old-age allowance (高龄津贴) of the demo county and two cremations. A tenth of the elders a real county of this size has
 * (22,007) are registered without households, beside those of the assisted households; they are paid from August 2026, and
 * November's roster stands half confirmed.
 *
 * <p>Known endings: 吴秀莲 died on 3 September at 93 and was paid 100 a month to October, so 100.00 is to be recovered. The
 * death of 郑德厚 was entered on 13 November and waits for 柳林镇.
 */
@Component
@Conditional(OnDemoServer.class)
class ElderScene {

    private static final YearMonth FIRST = YearMonth.of(2026, 8);
    private static final int ELDERS = 2_200;
    private static final int FEWEST = 64;
    private static final int WITHOUT_ACCOUNT_IN_NOVEMBER = 3;
    private static final String TOWN_OF_THE_TOUR = "999001003";
    private static final Set<String> STILL_ASKED = Set.of(TOWN_OF_THE_TOUR, "999001005", "999001009");
    private static final Set<String> NOT_YET_GRANTED = Set.of("999001001", "999001007");
    private static final Set<String> PAPERS = Set.of("death-paper", "handler-id", "handler-signature");
    /** By when those taken over are to be seen again, one after the other. */
    private static final List<String> CHECKS = List.of(
            "2026-10-28",
            "2026-11-20",
            "2026-11-23",
            "2026-11-25",
            "2026-11-30",
            "2026-12-02",
            "2026-12-04",
            "2026-12-08");

    private static final Instant ACCOUNTS_SINCE = Instant.parse("2025-01-06T02:30:00Z");

    private final ResidentRegister residents;
    private final AccountRegister accounts;
    private final OldAgeDesk desk;
    private final MonthlyRuns runs;
    private final CremationDesk cremations;
    private final CaseDesk cases;
    private final LeadDesk leads;
    private final EntitlementDesk entitlements;
    private final ReviewDesk reviews;
    private final Statistics statistics;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;
    private final List<Elder> stories = new ArrayList<>();

    ElderScene(
            ResidentRegister residents,
            AccountRegister accounts,
            OldAgeDesk desk,
            MonthlyRuns runs,
            CremationDesk cremations,
            CaseDesk cases,
            LeadDesk leads,
            EntitlementDesk entitlements,
            ReviewDesk reviews,
            Statistics statistics,
            BusinessClock clock,
            TransactionTemplate transaction) {
        this.residents = residents;
        this.accounts = accounts;
        this.desk = desk;
        this.runs = runs;
        this.cremations = cremations;
        this.cases = cases;
        this.leads = leads;
        this.entitlements = entitlements;
        this.reviews = reviews;
        this.statistics = statistics;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Elder(UUID id, String name, String number, AreaCode village) {}

    /** Elders without a household, and accounts for those of the assisted households who have none yet. */
    void register(DemoPlan plan, double scale, Crew crew) {
        as(crew.named("cc_1"), () -> {
            Drawing drawing = new Drawing(plan.areas());
            List<Drawn> elders = drawing.all(Math.max(FEWEST, (int) Math.round(ELDERS * scale)));
            try (ResidentCopy copy = residents.copyIn()) {
                elders.forEach(elder -> copy.add(elder.id(), elder.details()));
            }
            try (AccountRegister.AccountCopy copy = accounts.copyIn()) {
                for (Drawn elder : elders) {
                    if (elder.account() != null) {
                        add(
                                copy,
                                elder.id(),
                                elder.details().area(),
                                elder.details().name(),
                                elder.account(),
                                crew);
                    }
                }
                for (DemoHousehold household : plan.registered()) {
                    for (DemoPerson person : household.members()) {
                        if (person.account() == null && person.birth().isBefore(LocalDate.of(1946, 12, 1))) {
                            add(
                                    copy,
                                    person.id(),
                                    household.village(),
                                    person.name().full(),
                                    drawing.numbers.account(),
                                    crew);
                        }
                    }
                }
            }
            stories.addAll(drawing.stories);
            statistics.refresh("registry.resident", "registry.resident_term", "registry.payment_account");
            return elders.size();
        });
    }

    private static void add(
            AccountRegister.AccountCopy copy, UUID payee, AreaCode village, String name, String number, Crew crew) {
        copy.add(
                Ids.next(),
                payee,
                village,
                name,
                "云溪农村商业银行",
                number,
                AccountKind.CARD,
                crew.clerkOf(village).id(),
                ACCOUNTS_SINCE,
                crew.reviewerOf(village).id(),
                ACCOUNTS_SINCE.plus(Duration.ofDays(1)));
    }

    private record Drawn(
            UUID id, ResidentDetails details, @Nullable String account) {}

    /** Draws people of eighty and more, always the same ones. */
    private static final class Drawing {

        private final SplittableRandom random = new SplittableRandom(80);
        private final DemoNumbers numbers = DemoNumbers.ofElders();
        private final DemoNames names = new DemoNames();
        private final List<DemoArea> villages;
        private final List<Elder> stories = new ArrayList<>();

        Drawing(List<DemoArea> areas) {
            villages = areas.stream()
                    .filter(area -> area.level() == AreaCode.Level.VILLAGE)
                    .toList();
        }

        List<Drawn> all(int count) {
            List<Drawn> elders = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                elders.add(someone(village(i), LocalDate.of(1946, 10, 31).minusDays(days()), true));
            }
            // those who reach eighty in November, some in every township
            List<AreaCode> townships = villages.stream()
                    .map(area -> area.code().township())
                    .distinct()
                    .toList();
            int left = WITHOUT_ACCOUNT_IN_NOVEMBER;
            for (AreaCode township : townships) {
                boolean tour = township.value().startsWith(TOWN_OF_THE_TOUR);
                for (int i = 0; i < (tour ? 5 : 2); i++) {
                    boolean account = !(tour && i == 4) && !(i == 1 && left-- > 0);
                    elders.add(someone(in(township, i), LocalDate.of(1946, 11, 1 + random.nextInt(28)), account));
                }
            }
            elders.add(named("吴秀莲", Sex.FEMALE, LocalDate.of(1933, 2, 11), 1));
            elders.add(named("郑德厚", Sex.MALE, LocalDate.of(1938, 6, 5), 2));
            return elders;
        }

        /** Days younger than eighty and one month: most in their eighties, few beyond a hundred. */
        private int days() {
            int band = random.nextInt(1000);
            return band < 860
                    ? random.nextInt(3_650)
                    : band < 994 ? 3_650 + random.nextInt(3_650) : 7_300 + random.nextInt(1_400);
        }

        private AreaCode village(int i) {
            return villages.get((i * 7 + random.nextInt(5)) % villages.size()).code();
        }

        private AreaCode in(AreaCode township, int which) {
            List<DemoArea> own = villages.stream()
                    .filter(area -> area.code().township().equals(township))
                    .toList();
            return own.get(which % own.size()).code();
        }

        private Drawn someone(AreaCode village, LocalDate birth, boolean withAccount) {
            Sex sex = random.nextInt(100) < 56 ? Sex.FEMALE : Sex.MALE;
            String name = names.draw(names.surname(random), sex, birth.getYear(), random)
                    .full();
            return drawn(name, sex, birth, village, withAccount);
        }

        private Drawn named(String name, Sex sex, LocalDate birth, int village) {
            AreaCode home = in(AreaCode.of(TOWN_OF_THE_TOUR + "000"), village);
            Drawn elder = drawn(name, sex, birth, home, true);
            stories.add(new Elder(elder.id(), name, elder.details().document().number(), home));
            return elder;
        }

        private Drawn drawn(String name, Sex sex, LocalDate birth, AreaCode village, boolean withAccount) {
            IdentityDocument document = IdentityDocument.citizen(numbers.identity(birth, sex));
            ResidentDetails details = new ResidentDetails(
                    village,
                    village,
                    name,
                    document,
                    sex,
                    document.birthDate().orElseThrow(),
                    "汉族",
                    numbers.phone(),
                    null,
                    Health.HEALTHY,
                    Labour.NONE,
                    Employment.RETIRED,
                    null,
                    "20",
                    null);
            return new Drawn(Ids.next(), details, withAccount ? numbers.account() : null);
        }
    }

    /** The roster of a month: drawn by the county, confirmed by the townships, granted by the county, all before the cut-off. */
    void roster(YearMonth month, Crew crew) {
        if (month.isBefore(FIRST)) {
            return;
        }
        boolean open = month.equals(DemoPlan.OPEN);
        Officer county = crew.named("eo_1");
        UUID roster = on(month.atDay(3), county, () -> desk.draw(month));
        for (OldAgeTown town : on(month.atDay(3), county, () -> desk.towns(roster))) {
            if (open && STILL_ASKED.contains(town.town().value().substring(0, 9))) {
                continue;
            }
            answer(roster, town.town(), month.atDay(5), crew);
            if (!(open && NOT_YET_GRANTED.contains(town.town().value().substring(0, 9)))) {
                grant(roster, town.town(), month.atDay(9), county);
            }
        }
        // the planner knows nothing yet of a scheme that begins
        on(month.atDay(9), county, () -> {
            statistics.refresh("disbursement.entitlement", "disbursement.covered_person", "disbursement.determination");
            return roster;
        });
    }

    private void answer(UUID roster, AreaCode town, LocalDate day, Crew crew) {
        Officer clerk = crew.clerkOf(town);
        OldAgeFilter waiting = new OldAgeFilter(town, OldAgeFilter.Part.TO_ANSWER, 0, 200, "");
        List<OldAgeCandidate> people = on(day, clerk, () -> desk.candidates(roster, waiting, Integer.MAX_VALUE, 0));
        List<UUID> alive = people.stream()
                .filter(candidate -> candidate.account() != null)
                .map(OldAgeCandidate::id)
                .toList();
        on(day, clerk, () -> {
            if (!alive.isEmpty()) {
                desk.confirmLife(roster, alive);
            }
            people.stream()
                    .filter(candidate -> candidate.account() == null)
                    .forEach(candidate ->
                            desk.leaveOut(roster, candidate.id(), OldAgeCandidate.LeftOut.NO_ACCOUNT, "已通知家属办卡"));
            return people;
        });
    }

    private void grant(UUID roster, AreaCode town, LocalDate day, Officer county) {
        OldAgeFilter confirmed = new OldAgeFilter(town, OldAgeFilter.Part.TO_GRANT, 0, 200, "");
        on(day, county, () -> desk.candidates(roster, confirmed, 1, 0).isEmpty() ? 0 : desk.grant(roster, town));
    }

    /**
     * People taken over from last year's list are due to be seen again (生存认证): in two townships some soon, some late, some
     * seen already and waiting for the reviewer; somebody not seen since October is not paid.
     */
    void checks(Crew crew) {
        Officer county = crew.named("eo_1");
        LocalDate day = LocalDate.of(2026, 11, 11);
        for (AreaCode town : List.of(AreaCode.of(TOWN_OF_THE_TOUR + "000"), AreaCode.of("999001009000"))) {
            OldAgeFilter theirs = new OldAgeFilter(town, null, 0, 200, "");
            List<OldAgeRecipient> people = on(day, county, () -> desk.recipients(theirs, CHECKS.size(), 0));
            on(day, county, () -> {
                for (int i = 0; i < people.size(); i++) {
                    entitlements.reviewed(people.get(i).entitlementId(), ReviewClass.A, LocalDate.parse(CHECKS.get(i)));
                }
                return reviews.generate();
            });
            Officer clerk = crew.clerkOf(town);
            ReviewFilter open = new ReviewFilter(OldAgeAllowance.CODE, ReviewState.OPEN, null, null);
            List<ReviewTask> soon = on(day, clerk, () -> reviews.list(open, CHECKS.size(), 0)).stream()
                    .filter(task -> !task.dueOn().isBefore(day))
                    .limit(3)
                    .toList();
            on(day, clerk, () -> {
                for (int i = 0; i < soon.size(); i++) {
                    boolean found = i < 2;
                    reviews.record(
                            soon.get(i).id(),
                            soon.get(i).version(),
                            found ? ReviewAnswer.ALIVE : ReviewAnswer.UNREACHABLE,
                            found ? ReviewWay.values()[i] : null,
                            null,
                            found ? "本人健在。" : "家中无人，邻居说随女儿外出，电话未通");
                }
                return soon;
            });
            if (!soon.isEmpty()) {
                on(
                        day.plusDays(1),
                        crew.reviewerOf(town),
                        () -> reviews.confirm(soon.get(0).id(), soon.get(0).version() + 1));
            }
        }
        on(day.plusDays(1), SystemOfficer.of(DemoArea.COUNTY), reviews::holdOverdue);
    }

    void pay(YearMonth month, Crew crew) {
        if (!month.isBefore(FIRST)) {
            runs.play(OldAgeAllowance.CODE, month, null, crew);
        }
    }

    /** One cremation to its end, with the claim it leads to; one entered last Friday and not verified yet. */
    void cremations(Crew crew) {
        Elder first = stories.get(0);
        CaseFile done = receive(first, LocalDate.of(2026, 9, 3), "云医死证〔2026〕0903", LocalDate.of(2026, 11, 10), crew);
        agree(done.id(), LocalDate.of(2026, 11, 10), crew.named("fu_1"), "材料齐全，家属在外务工，遗体存放至今");
        cremate(done.id(), first, LocalDate.of(2026, 11, 10), crew.named("fu_2"));
        agree(done.id(), LocalDate.of(2026, 11, 10), crew.named("fu_2"), "身份核对无误");
        agree(done.id(), LocalDate.of(2026, 11, 11), crew.named("fa_1"), "同意");
        UUID lead = on(
                LocalDate.of(2026, 11, 11),
                crew.clerkOf(first.village()),
                () -> leads.ofResident(first.id()).get(0).id());
        on(LocalDate.of(2026, 11, 11), crew.clerkOf(first.village()), () -> {
            leads.answer(lead, LeadOutcome.TRUE_STOP, "入户核实，老人 9 月 3 日去世，家属已确认");
            return lead;
        });
        on(LocalDate.of(2026, 11, 12), crew.named("eo_2"), () -> {
            leads.confirm(lead, leads.find(lead).version(), "属实");
            return lead;
        });
        Elder second = stories.get(1);
        CaseFile fresh =
                receive(second, LocalDate.of(2026, 11, 12), "云医死证〔2026〕1112", LocalDate.of(2026, 11, 13), crew);
        agree(fresh.id(), LocalDate.of(2026, 11, 13), crew.named("fu_1"), "材料齐全");
    }

    private CaseFile receive(Elder elder, LocalDate died, String paper, LocalDate day, Crew crew) {
        return on(
                day,
                crew.named("fu_1"),
                () -> cremations.receive(new NewCremation(
                        elder.name(),
                        elder.number(),
                        elder.village(),
                        died,
                        paper,
                        true,
                        "",
                        elder.name().charAt(0) + "家祥",
                        "子",
                        PAPERS)));
    }

    private void cremate(UUID caseId, Elder elder, LocalDate day, Officer operator) {
        on(day, operator, () -> {
            cremations.recordCremation(caseId, cremations.find(caseId).version(), day, "2 号炉", elder.number());
            cremations.bill(
                    caseId,
                    cremations.find(caseId).version(),
                    Map.of(
                            FuneralItem.TRANSPORT, Money.of("450.00"),
                            FuneralItem.STORAGE, Money.of("1020.00"),
                            FuneralItem.CREMATION, Money.of("840.00")),
                    true);
            return caseId;
        });
    }

    private void agree(UUID caseId, LocalDate day, Officer officer, String opinion) {
        on(day, officer, () -> cases.agree(caseId, cases.find(caseId).version(), opinion));
    }

    private <T> T on(LocalDate day, Officer officer, Supplier<T> act) {
        clock.moveTo(day.atTime(9, 40));
        return as(officer, act);
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Objects.requireNonNull(Acting.as(officer, () -> transaction.execute(status -> work.get())));
    }
}

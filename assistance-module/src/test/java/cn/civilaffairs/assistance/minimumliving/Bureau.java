package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;

/** A bureau for a test: an old man living alone in the country, and officers who take his application step by step. */
@TestComponent
class Bureau {

    static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    private final TestCounties counties;
    private final PolicyDefaults defaults;
    private final TestClock clock;
    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final MinimumLivingDesk desk;
    private final CaseDesk cases;

    TestCounty county;
    Officer clerk;
    Officer reviewer;
    Officer caseworker;
    Officer approver;
    IdNumber number;
    UUID applicant;
    UUID household;

    Bureau(
            TestCounties counties,
            PolicyDefaults defaults,
            TestClock clock,
            ResidentRegister residents,
            HouseholdRegister households,
            MinimumLivingDesk desk,
            CaseDesk cases) {
        this.counties = counties;
        this.defaults = defaults;
        this.clock = clock;
        this.residents = residents;
        this.households = households;
        this.desk = desk;
        this.cases = cases;
    }

    /** A fresh county, with so much income a year from farming. */
    void open(String yearly, int... devolved) {
        clock.set(MONDAY);
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        reviewer = county.officer(Role.TOWN_REVIEWER);
        caseworker = county.officer(Role.COUNTY_CASEWORKER);
        approver = county.officer(Role.COUNTY_APPROVER);
        Acting.as(
                county.officer(Role.SYS_ADMIN),
                () -> defaults.install(
                        county.code(),
                        Arrays.stream(devolved).mapToObj(county::township).toList()));
        number = idNumber(LocalDate.of(1950, 3, 1), Sex.MALE);
        as(clerk, () -> {
            applicant = residents.register(ResidentDetails.citizen(county.village(1, 1), "周大山", number));
            household = households.open(new NewHousehold(
                    null, county.village(1, 1), UrbanRural.RURAL, "1组 5号", applicant, MONDAY.minusDays(30)));
            return household;
        });
        income(yearly);
    }

    void income(String yearly) {
        as(
                clerk,
                () -> households.addMeans(
                        household,
                        new NewMeansItem(
                                null,
                                MeansCategory.BUSINESS,
                                "种植",
                                cn.civilaffairs.kernel.Money.of(yearly),
                                MeansPeriod.YEAR,
                                LocalDate.of(2026, 1, 1),
                                null,
                                MeansSource.DECLARED,
                                null,
                                null),
                        households.today(household, clerk.scope()).version(),
                        clerk.scope()));
    }

    NewApplication application(boolean relative) {
        return new NewApplication(
                household,
                UrbanRural.RURAL,
                MONDAY,
                "年老无收入来源",
                relative,
                null,
                Set.of(),
                Set.of("application", "commitment", "authorisation", "declaration"));
    }

    CaseFile apply(Officer who) {
        return as(who, () -> desk.apply(application(false)));
    }

    void check(CaseFile file, Officer who) {
        Map<Department, MinimumLivingDesk.Answer> answers = new EnumMap<>(Department.class);
        for (Department department : Department.values()) {
            answers.put(department, new MinimumLivingDesk.Answer(CheckAnswer.NOTHING_FOUND, null));
        }
        as(who, () -> {
            desk.answer(file.id(), answers);
            return cases.agree(file.id(), version(file), "已核对");
        });
    }

    void visit(CaseFile file, Officer who) {
        as(
                who,
                () -> desk.recordVisit(
                        file.id(), new NewHomeVisit(MONDAY, "刘敏", "何平", "周大山", "砖木平房两间", "靠赡养费度日", true, null, true)));
    }

    void review(CaseFile file, Officer who) {
        as(who, () -> desk.propose(file.id(), ReviewClass.A));
        as(who, () -> cases.agree(file.id(), version(file), "拟同意"));
    }

    /** Hangs the result out and takes it down again, on the Tuesday of the next week or of the one given. */
    void post(CaseFile file, Officer who, int weeks) {
        as(who, () -> cases.post(file.id(), version(file), "村务公开栏", "周大山 1人", null));
        clock.set(MONDAY.plusWeeks(weeks).plusDays(1));
        as(who, () -> cases.closePosting(file.id(), version(file), "无异议"));
    }

    /** From the window to where the county confirms, by the usual hands. */
    CaseFile atConfirmation() {
        return atConfirmation(apply(clerk));
    }

    CaseFile atConfirmation(CaseFile file) {
        as(clerk, () -> cases.agree(file.id(), version(file), null));
        check(file, caseworker);
        visit(file, clerk);
        as(clerk, () -> cases.agree(file.id(), version(file), "属实"));
        review(file, reviewer);
        post(file, clerk, 1);
        return file;
    }

    int version(CaseFile file) {
        return as(approver, () -> cases.find(file.id())).version();
    }

    static CasePaper received(String paper) {
        return CasePaper.of(paper, CasePaper.State.RECEIVED);
    }

    static <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, work);
    }
}

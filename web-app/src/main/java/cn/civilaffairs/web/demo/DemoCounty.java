package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.policy.PolicyDefaults;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Conditional;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Installs the demo county on an empty server before the web port opens, and takes up its date at later starts. Its seed
 * is fixed and its history goes through the desks, so that two installations differ in nothing an officer sees.
 */
@Component
@Conditional(OnDemoServer.class)
class DemoCounty implements SmartInitializingSingleton {

    /** Monday after the cut-off of November: the run of the month can be built. */
    static final LocalDateTime STANDS_AT = LocalDateTime.of(2026, 11, 16, 9, 0);

    /** Townships that confirm for themselves from 2026 on (审核确认权限下放). */
    static final List<AreaCode> DEVOLVED = List.of(AreaCode.of("999001010000"), AreaCode.of("999001014000"));

    private final OfficerAccounts accounts;
    private final PasswordEncoder encoder;
    private final RegistryWriter registry;
    private final PolicyDefaults policies;
    private final WorkCalendars calendars;
    private final EntitlementDesk entitlements;
    private final MinimumLivingReckoner reckoner;
    private final MonthlyRuns runs;
    private final RecoveryScene recoveries;
    private final BackPaymentScene backPayments;
    private final UpliftScene uplift;
    private final CircumstanceScene circumstances;
    private final LeadScene leads;
    private final ElderScene elders;
    private final DemoCases cases;
    private final ProcessScene process;
    private final DeathScene deaths;
    private final LifeScene life;
    private final AgeScene ages;
    private final MoveScene moves;
    private final PrintScene prints;
    private final MonthEndScene monthEnd;
    private final PayeeScene payees;
    private final ExportScene exports;
    private final LimitedScene limited;
    private final DemoClock demoClock;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;
    private final Statistics statistics;
    private final double scale;

    DemoCounty(
            OfficerAccounts accounts,
            PasswordEncoder encoder,
            RegistryWriter registry,
            PolicyDefaults policies,
            WorkCalendars calendars,
            EntitlementDesk entitlements,
            MinimumLivingReckoner reckoner,
            MonthlyRuns runs,
            RecoveryScene recoveries,
            BackPaymentScene backPayments,
            UpliftScene uplift,
            CircumstanceScene circumstances,
            LeadScene leads,
            ElderScene elders,
            DemoCases cases,
            ProcessScene process,
            DeathScene deaths,
            LifeScene life,
            AgeScene ages,
            MoveScene moves,
            PrintScene prints,
            MonthEndScene monthEnd,
            PayeeScene payees,
            ExportScene exports,
            LimitedScene limited,
            DemoClock demoClock,
            BusinessClock clock,
            TransactionTemplate transaction,
            Statistics statistics,
            @Value("${civil.demo.scale:1}") double scale) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.registry = registry;
        this.policies = policies;
        this.calendars = calendars;
        this.entitlements = entitlements;
        this.reckoner = reckoner;
        this.runs = runs;
        this.recoveries = recoveries;
        this.backPayments = backPayments;
        this.uplift = uplift;
        this.circumstances = circumstances;
        this.leads = leads;
        this.elders = elders;
        this.cases = cases;
        this.process = process;
        this.deaths = deaths;
        this.life = life;
        this.ages = ages;
        this.moves = moves;
        this.prints = prints;
        this.monthEnd = monthEnd;
        this.payees = payees;
        this.exports = exports;
        this.limited = limited;
        this.demoClock = demoClock;
        this.clock = clock;
        this.transaction = transaction;
        this.statistics = statistics;
        this.scale = scale;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (accounts.nobodyYet()) {
            install();
        } else if (accounts.hasDemoAccounts()) {
            demoClock.restore();
        }
    }

    private void install() {
        Stopwatch watch = new Stopwatch();
        DemoPlan plan = DemoPlan.at(scale);
        System.out.printf(
                Locale.ROOT,
                "首次启动：正在生成演示县「%s」（%,d 户，倍数 %s），请稍候……%n",
                DemoArea.COUNTY_NAME,
                plan.inCare(DemoPlan.LAST_CLOSED).size(),
                scale);
        watch.lap("编制人口与经历");
        Crew crew = new Crew(plan.officers());
        clock.moveTo(DemoPlan.FIRST.minusMonths(1).atDay(20).atTime(9, 0));
        calendars.install();
        String hash = encoder.encode(DemoConfiguration.PASSWORD);
        Officer setup = crew.named("cc_1");
        as(setup, () -> {
            registry.areas(plan.areas());
            registry.officers(plan.officers(), hash);
            policies.install(DemoArea.COUNTY, DEVOLVED);
        });
        watch.lap("区划、账号、标准与参数");
        as(setup, () -> registry.households(plan.registered(), plan.officers()));
        watch.lap("居民、家庭、收入财产与账户");
        elders.register(plan, scale, crew);
        watch.lap("高龄老人");
        playMonths(plan, crew, watch);
        elders.cremations(crew);
        elders.checks(crew);
        watch.lap("火化登记");
        recoveries.play(plan, crew);
        backPayments.play(plan, crew);
        watch.lap("追缴");
        uplift.play(plan, crew);
        watch.lap("提标测算");
        circumstances.play(plan, crew);
        leads.play(plan, crew);
        watch.lap("线索");
        cases.play(plan, crew);
        process.play(crew);
        deaths.play(crew);
        watch.lap("在办与办结的案件");
        ages.play(plan, crew);
        life.play(plan, crew);
        watch.lap("增减停发与定期复核");
        moves.play(plan, crew);
        watch.lap("迁移");
        prints.play(plan, crew);
        watch.lap("打印登记");
        monthEnd.play(plan, crew);
        limited.play(plan, crew);
        watch.lap("月末结账");
        payees.play(plan, crew);
        exports.play(plan, crew);
        watch.lap("领款人变更、导出申请与公示");
        transaction.executeWithoutResult(status -> demoClock.keep(STANDS_AT));
        watch.total();
    }

    private void playMonths(DemoPlan plan, Crew crew, Stopwatch watch) {
        AllowanceHistory history =
                new AllowanceHistory(plan, entitlements, crew.named("ca_1").id());
        Map<UUID, DemoHousehold> households =
                plan.households().stream().collect(Collectors.toMap(DemoHousehold::id, household -> household));
        FailingFamily failing = FailingFamily.of(plan).orElse(null);
        DemoNumbers numbers = DemoNumbers.spare();
        for (YearMonth month = DemoPlan.FIRST; !month.isAfter(DemoPlan.OPEN); month = month.plusMonths(1)) {
            YearMonth now = month;
            moveTo(month.minusMonths(1).atDay(27));
            as(crew.named("cc_1"), () -> {
                history.decide(now, reckoner.book(DemoArea.COUNTY));
                statistics.refresh(
                        "disbursement.entitlement", "disbursement.covered_person", "disbursement.determination");
            });
            elders.roster(now, crew);
            if (!month.isAfter(DemoPlan.LAST_CLOSED)) {
                if (month.isAfter(DemoPlan.FIRST)) {
                    runs.correctAccounts(month.minusMonths(1), households, failing, numbers, crew);
                }
                runs.play(now, failing, crew);
                elders.pay(now, crew);
            }
            watch.lap(now + " 变动与发放");
        }
    }

    private void moveTo(LocalDate day) {
        clock.moveTo(day.atTime(9, 0));
    }

    private void as(Officer officer, Runnable work) {
        Acting.as(officer, () -> transaction.executeWithoutResult(status -> work.run()));
    }
}

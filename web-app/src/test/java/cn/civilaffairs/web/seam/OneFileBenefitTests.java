package cn.civilaffairs.web.seam;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.disbursement.BankFile;
import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.disbursement.ReturnFileDesk;
import cn.civilaffairs.disbursement.RunState;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestAccounts;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A benefit nobody has heard of, added by this file alone: its declaration, its rule and its words. It is granted, computed,
 * confirmed by the township, checked, signed, sent to the bank and closed by what is there already, and every page names it
 * (docs/adding-a-benefit.md).
 */
@WebTest
@Import(OneFileBenefitTests.WinterFuel.class)
class OneFileBenefitTests {

    private static final String CODE = "winter-fuel";
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    /** All there is of it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class WinterFuel {

        @Bean
        Scheme winterFuelScheme() {
            return new Scheme(
                    CODE,
                    "QN",
                    Scheme.Holder.PERSON,
                    LineOfBusiness.ASSISTANCE,
                    "payment.cut-off",
                    "payment.pay-day",
                    "payment.death-stop");
        }

        /** The words, which a real module keeps in its messages file. */
        @Bean
        static BeanPostProcessor winterFuelWords() {
            StaticMessageSource words = new StaticMessageSource();
            words.addMessage("Scheme." + CODE, Locale.SIMPLIFIED_CHINESE, "冬季取暖补贴");
            words.addMessage("Reckoning.winter-fuel", Locale.SIMPLIFIED_CHINESE, "取暖补贴");
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HierarchicalMessageSource messages && name.equals("messageSource")) {
                        messages.setParentMessageSource(words);
                    }
                    return bean;
                }
            };
        }

        /** Yuan a month: a stove needs more above the tree line. */
        static Money monthly(int metresAboveSea) {
            return metresAboveSea > 800 ? Money.of("180.00") : Money.of("120.00");
        }
    }

    @Autowired
    private Visits visits;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private RedLineDesk redLines;

    @Autowired
    private BankFileDesk bankFiles;

    @Autowired
    private ReturnFileDesk returnFiles;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private TestAccounts accounts;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;

    @Test
    void goesFromGrantToPaid() throws Exception {
        clock.set(LocalDate.of(2026, 11, 9));
        county = counties.withDefaults();
        UUID person = person();
        UUID entitlement = as(Role.COUNTY_CASEWORKER, () -> entitlements.grant(grant(person, 950)));

        clock.set(LocalDate.of(2026, 11, 16));
        UUID run = Acting.as(county.officer(Role.FINANCE_MAKER), () -> runs.startNow(CODE, NOVEMBER));
        assertThat(page(Role.FINANCE_MAKER, "/runs")).contains("冬季取暖补贴").doesNotContain("??");
        assertThat(page(Role.FINANCE_MAKER, "/runs/" + run))
                .contains("冬季取暖补贴", "180.00", "已对平", "发放 <b>1</b> <span>人</span>");
        send(
                Role.TOWN_REVIEWER,
                "/runs/" + run + "/confirm",
                "town",
                county.township(1).value());
        assertThat(page(Role.FINANCE_CHECKER, "/runs/" + run)).contains("逐户打开（还有 1 户）");
        for (UUID payment : as(Role.FINANCE_CHECKER, () -> redLines.toOpen(run))) {
            assertThat(page(Role.FINANCE_CHECKER, "/runs/" + run + "/red/" + payment))
                    .contains("冬季取暖补贴", "随机抽查")
                    .doesNotContain("??");
        }
        send(Role.FINANCE_CHECKER, "/runs/" + run + "/check", "version", version(run));
        send(
                Role.FINANCE_SIGNER,
                "/runs/" + run + "/sign",
                "version",
                version(run),
                "households",
                "1",
                "amount",
                "180.00");
        paidByTheBank(run);

        assertThat(as(Role.FINANCE_MAKER, () -> runs.find(run)).state()).isEqualTo(RunState.CLOSED);
        assertThat(as(Role.TOWN_CLERK, () -> entitlements.paymentsOfResident(person, 10, 0)))
                .extracting(Payment::scheme, payment -> payment.amount().toString(), Payment::outcome)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(CODE, "180.00", "PAID"));
        assertThat(page(Role.TOWN_CLERK, "/people/" + person))
                .contains("冬季取暖补贴", "180.00", "本人")
                .doesNotContain("??");
        UUID why = as(Role.TOWN_CLERK, () -> entitlements.inForce(entitlement)).determinationId();
        assertThat(page(Role.TOWN_CLERK, "/why/" + why))
                .contains("取暖补贴", "海拔 950 米")
                .doesNotContain("??");
        assertThat(page(Role.SUPERVISOR, "/reports/monthly?scheme=" + CODE))
                .contains("冬季取暖补贴", "勾稽关系全部相符", "180.00")
                .doesNotContain("??");
        assertThat(page(Role.FINANCE_MAKER, "/desk")).contains("冬季取暖补贴");
    }

    private Grant grant(UUID person, int metresAboveSea) {
        LocalDate today = LocalDate.of(2026, 11, 9);
        Money monthly = WinterFuel.monthly(metresAboveSea);
        String reckoning = """
                {"ruleVersion":"winter-fuel-1","amount":%1$s,"persons":1,"entitled":true,"lines":[
                    {"code":"winter-fuel","subject":"","figure":"海拔 %2$d 米","amount":%1$s,"document":"测民〔2026〕9号"}]}""".formatted(monthly, metresAboveSea);
        return new Grant(
                CODE,
                county.village(1, 1),
                UrbanRural.RURAL,
                null,
                person,
                person,
                null,
                null,
                null,
                EntryKind.APPLICATION,
                NOVEMBER,
                today,
                null,
                List.of(person),
                new Due(
                        1,
                        monthly,
                        Money.ZERO,
                        Cause.GRANTED,
                        "winter-fuel-1",
                        reckoning,
                        null,
                        null,
                        county.officer(Role.COUNTY_CASEWORKER).id(),
                        today));
    }

    private UUID person() {
        UUID id = as(
                Role.COUNTY_CASEWORKER,
                () -> residents.register(ResidentDetails.citizen(
                        county.village(1, 1), "冬老汉", TestPeople.idNumber(LocalDate.of(1961, 12, 1), Sex.MALE))));
        accounts.confirmed(county, id, "冬老汉");
        return id;
    }

    private void paidByTheBank(UUID run) {
        Officer maker = county.officer(Role.FINANCE_MAKER);
        UUID made = Acting.as(maker, () -> bankFiles.make(run, BankFileFormat.CSV_UTF8));
        String sent =
                new String(Acting.as(maker, () -> bankFiles.download(made)).content(), StandardCharsets.UTF_8);
        assertThat(Acting.as(maker, () -> bankFiles.of(run)))
                .extracting(BankFile::id)
                .containsExactly(made);
        StringBuilder answer = new StringBuilder("批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n");
        sent.lines().skip(1).filter(line -> !line.startsWith("合计")).forEach(line -> {
            String[] f = line.split(",", -1);
            answer.append("%s,%s,%s,%s,成功,,2026-11-20,\n".formatted(f[0], f[1], f[7], f[9]));
        });
        Acting.as(maker, () -> returnFiles.read(run, "回盘.csv", answer.toString().getBytes(StandardCharsets.UTF_8)));
        send(Role.FINANCE_CHECKER, "/runs/" + run + "/bank/close", "version", version(run));
    }

    private String version(UUID run) {
        return String.valueOf(as(Role.FINANCE_MAKER, () -> runs.find(run)).version());
    }

    private <T> T as(Role role, Supplier<T> work) {
        return Acting.as(county.officer(role), () -> transaction.execute(status -> work.get()));
    }

    private String page(Role role, String uri) {
        return visits.page(county.officer(role), uri);
    }

    private void send(Role role, String uri, String... fields) {
        visits.done(county.officer(role), uri, fields);
    }
}

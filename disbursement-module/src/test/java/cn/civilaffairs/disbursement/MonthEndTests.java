package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The closed month: kept as a version, opened again only by two, and what the bank took back put right in it. */
@DatabaseTest
class MonthEndTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private BankFileDesk bank;

    @Autowired
    private ReturnFileDesk returns;

    @Autowired
    private FailedPaymentDesk failed;

    @Autowired
    private MonthEndDesk months;

    @Autowired
    private MonthlyReportDesk reports;

    @Autowired
    private ReconciliationDesk reconciliations;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private RecoveryDesk claims;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private UUID run;
    private UUID last;
    private String paid;

    @BeforeEach
    void aClosedMonth() {
        county = counties.create();
        people.parameters(county, "15,0");
        clock.set(LocalDate.of(2026, 8, 17));
        for (String amount : List.of("100.00", "200.00")) {
            last = people.granted(
                    county, people.family(county, county.village(1, 1), 1), AUGUST, LocalDate.of(2026, 7, 1), amount);
        }
        closed(AUGUST);
    }

    /** Runs a month from its computing to its close, nothing failing. */
    private void closed(YearMonth month) {
        run = people.paid(county, month);
        String sent = maker(() -> new String(
                bank.download(bank.make(run, BankFileFormat.CSV_UTF8)).content(), StandardCharsets.UTF_8));
        paid = sent.lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(line -> line.split(",", -1))
                .map(f -> String.join(
                        ",", f[0], f[1], f[7], f[9], "成功,", month.atDay(20).toString(), ""))
                .collect(Collectors.joining("\n", "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n", "\n"));
        read(paid);
        close();
    }

    private <T> T maker(Supplier<T> work) {
        return Acting.as(county.officer(Role.FINANCE_MAKER), work);
    }

    private void as(Role role, Runnable work) {
        Acting.as(county.officer(role), work);
    }

    private ReturnFile read(String content) {
        return maker(() -> returns.read(run, "回盘.csv", content.getBytes(StandardCharsets.UTF_8)));
    }

    private void close() {
        as(Role.FINANCE_CHECKER, () -> returns.close(run, desk.find(run).version(), ""));
    }

    private UUID ask() {
        return maker(() -> months.askReopening(run, "银行退汇一笔，需更正"));
    }

    @Test
    void freezesHowClaimsStandWhenAMonthIsClosedAndHoldsThemAgainstEachOther() {
        YearMonth september = AUGUST.plusMonths(1);
        clock.set(LocalDate.of(2026, 8, 25));
        Officer approver = county.officer(Role.COUNTY_APPROVER);
        Officer caseworker = county.officer(Role.COUNTY_CASEWORKER);
        Acting.as(
                approver,
                () -> entitlements.determine(
                        last, AUGUST, People.due(1, "150.00", Cause.MEANS_CHANGED, LocalDate.of(2026, 8, 25))));
        UUID claim =
                Acting.as(approver, () -> claims.openOf(last).orElseThrow()).id();
        Acting.as(caseworker, () -> claims.propose(claim, version(claim), "收入未申报", false, null, null));
        Acting.as(approver, () -> claims.confirm(claim, version(claim)));
        Acting.as(caseworker, () -> claims.letter(claim, LocalDate.of(2026, 9, 30), copy -> new byte[] {1}));
        maker(() -> {
            claims.receive(claim, Money.of("20.00"), LocalDate.of(2026, 8, 25), Receipt.Method.TRANSFER, "HK" + claim);
            return claim;
        });
        as(
                Role.FINANCE_CHECKER,
                () -> claims.confirmReceipt(claim, claims.receipts(claim).get(0).id()));

        closed(september);
        claimFigures(september, "20.00", "0.00", "30.00");

        clock.set(LocalDate.of(2026, 9, 28));
        Acting.as(caseworker, () -> claims.proposeWriteOff(claim, version(claim), "无力归还"));
        Acting.as(approver, () -> claims.approveWriteOff(claim, version(claim)));
        claimFigures(september, "20.00", "0.00", "30.00");

        closed(september.plusMonths(1));
        claimFigures(september.plusMonths(1), "0.00", "30.00", "0.00");
        assertThat(maker(() -> reconciliations.of(People.SCHEME, september.plusMonths(1))))
                .filteredOn(pair -> pair.group().equals("CLAIMS"))
                .hasSize(3)
                .allSatisfy(
                        pair -> assertThat(pair.agrees()).as(pair.toString()).isTrue())
                .anySatisfy(pair -> assertThat(pair.leftFigure()).isEqualByComparingTo("50.00"));
    }

    private int version(UUID claim) {
        return claims.find(claim).version();
    }

    private void claimFigures(YearMonth month, String received, String writtenOff, String outstanding) {
        ReportRow whole = maker(() -> reports.of(People.SCHEME, month)).rows().get(2);
        assertThat(List.of(
                        whole.figure(ReportColumn.RECOVERY_RECEIVED),
                        whole.figure(ReportColumn.RECOVERY_WRITTEN_OFF),
                        whole.figure(ReportColumn.RECOVERY_OUTSTANDING)))
                .as(month.toString())
                .extracting(BigDecimal::toString)
                .containsExactly(received, writtenOff, outstanding);
    }

    @Test
    void opensAClosedMonthAgainOnlyByTwoWithAReason() {
        refused("month.reason-missing", () -> maker(() -> months.askReopening(run, "错了")));
        refused(
                "month.not-asker",
                () -> Acting.as(county.officer(Role.TOWN_CLERK), () -> months.askReopening(run, "银行退汇一笔")));
        UUID asked = Acting.as(county.officer(Role.SUPERVISOR), () -> months.askReopening(run, "银行退汇一笔，需更正"));
        refused("month.reopening-open", this::ask);
        refused("month.same-person", () -> as(Role.SUPERVISOR, () -> months.decideReopening(asked, true, "")));
        refused("month.not-approver", () -> as(Role.FINANCE_CHECKER, () -> months.decideReopening(asked, true, "")));
        refused("run.reason-missing", () -> as(Role.COUNTY_APPROVER, () -> months.decideReopening(asked, false, "")));

        as(Role.COUNTY_APPROVER, () -> months.decideReopening(asked, true, "同意"));

        assertThat(maker(() -> desk.find(run)).state()).isEqualTo(RunState.RETURNED);
        close();
        assertThat(maker(() -> desk.find(run)).state()).isEqualTo(RunState.CLOSED);
        assertThat(maker(() -> months.versions(run)))
                .extracting(ReportVersion::number)
                .containsExactly(1, 2);
        assertThat(maker(() -> months.reopenings(run)))
                .singleElement()
                .satisfies(done -> assertThat(done.inForce()).isFalse());
        ask();
    }

    @Test
    void staysClosedWhenTheOtherPersonDoesNotAgreeOrTheDatabaseIsAskedBehindTheBack() {
        UUID asked = ask();
        as(Role.SUPERVISOR, () -> months.decideReopening(asked, false, "未见银行退汇凭证"));

        assertThat(maker(() -> desk.find(run)).state()).isEqualTo(RunState.CLOSED);
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_MAKER),
                        () -> jdbc.sql("update disbursement.payment_run set state = 'RETURNED' where id = ?")
                                .param(run)
                                .update()))
                .withMessageContaining("cannot go from CLOSED to RETURNED");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_MAKER),
                        () -> jdbc.sql(
                                        "update disbursement.line_result set succeeded = false, reason = 'OTHER' where run_id = ?")
                                .param(run)
                                .update()))
                .withMessageContaining("only while its month is open again");
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> people.as(
                        county.officer(Role.FINANCE_MAKER),
                        () -> jdbc.sql("update disbursement.run_summary set value = 0 where run_id = ?")
                                .param(run)
                                .update()))
                .withMessageContaining("frozen figures do not change");
    }

    @Test
    void takesBackInTheOpenMonthWhatTheBankTookBackAndKeepsBothVersions() {
        String back = paid.lines()
                .map(line -> line.contains(",200.00,") ? line.replace("成功,", "失败,账户已销户") : line)
                .map(line -> line.replace("2026-08-20", "2026-08-25"))
                .collect(Collectors.joining("\n"));
        UUID asked = ask();
        as(Role.SUPERVISOR, () -> months.decideReopening(asked, true, "已核对退汇凭证"));

        ReturnFile read = read(back);

        assertThat(read.applied()).isEqualTo(1);
        assertThat(read.unchanged()).isEqualTo(1);
        assertThat(Acting.as(county.officer(Role.TOWN_CLERK), () -> failed.list(FailedFilter.ALL, 10, 0)))
                .extracting(FailedPayment::amount)
                .containsExactly(Money.of("200.00"));
        close();
        List<ReportVersion> versions = maker(() -> months.versions(run));
        assertThat(versions.get(1).why()).isEqualTo("重开后再次办结：银行退汇一笔，需更正");
        assertThat(maker(() ->
                        months.differences(versions.get(0).id(), versions.get(1).id())))
                .extracting(difference -> difference.cell() + " " + difference.before() + " " + difference.after())
                .containsExactly("FAILED 0.00 200.00", "SUCCEEDED 300.00 100.00");
        MonthlyReport report = maker(() -> reports.of(People.SCHEME, AUGUST));
        assertThat(report.rows().get(2).figure(ReportColumn.FAILED)).isEqualByComparingTo(new BigDecimal("200"));
        Long kept = people.as(
                county.officer(Role.FINANCE_MAKER),
                () -> jdbc.sql("select count(*) from disbursement.line_result_before where run_id = ?")
                        .param(run)
                        .query(Long.class)
                        .single());
        assertThat(kept).isEqualTo(1);
    }

    @Test
    void saysInAClosedMonthThatItMustBeOpenedAgainFirst() {
        UUID asked = ask();
        as(Role.SUPERVISOR, () -> months.decideReopening(asked, true, ""));
        close();
        refused("run.not-in-state", () -> read(paid.replace("成功,", "失败,账户已销户")));
    }

    @Test
    void approvesOnlyTheLatestVersionAndNotByWhoClosedIt() {
        UUID first = maker(() -> months.versions(run)).get(0).id();
        refused("month.not-approver", () -> as(Role.FINANCE_CHECKER, () -> months.approveReport(first)));
        as(Role.SUPERVISOR, () -> months.approveReport(first));
        assertThat(maker(() -> months.version(first)).approved()).isTrue();
        UUID asked = ask();
        as(Role.SUPERVISOR, () -> months.decideReopening(asked, true, ""));
        refused("month.not-latest", () -> as(Role.COUNTY_APPROVER, () -> months.approveReport(first)));
    }
}

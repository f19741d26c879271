package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From the signature to the bank and back, with the handbook's E54 and the run of 1,002 lines other systems are tried by. */
@DatabaseTest
class BankTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private BankFileDesk bank;

    @Autowired
    private ReturnFileDesk returns;

    @Autowired
    private People people;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;

    @BeforeEach
    void aCountyOfItsOwn() {
        county = counties.create();
        people.parameters(county, "15,0");
        clock.set(LocalDate.of(2026, 8, 17));
    }

    private <T> T maker(Supplier<T> work) {
        return Acting.as(county.officer(Role.FINANCE_MAKER), work);
    }

    private UUID signedRun() {
        return people.paid(county, AUGUST);
    }

    private String text(UUID runId) {
        return maker(() -> {
            UUID file = bank.make(runId, BankFileFormat.CSV_UTF8);
            return new String(bank.download(file).content(), StandardCharsets.UTF_8);
        });
    }

    /** The bank's answer to every line of the file sent: as the test says, line by line. */
    private static String answer(String sent, UnaryOperator<String> resultOfLine) {
        StringBuilder answer = new StringBuilder("批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n");
        sent.lines().skip(1).filter(line -> !line.startsWith("合计")).forEach(line -> {
            String[] f = line.split(",", -1);
            answer.append("%s,%s,%s,%s,%s,2026-08-20,S%s\n"
                    .formatted(f[0], f[1], f[7], f[9], resultOfLine.apply(f[1]), f[1]));
        });
        return answer.toString();
    }

    private ReturnFile read(UUID runId, String answer) {
        return maker(() -> returns.read(runId, "回盘.csv", answer.getBytes(StandardCharsets.UTF_8)));
    }

    private PaymentRun look(UUID runId) {
        return maker(() -> desk.find(runId));
    }

    @Test
    void writesOneLineForEachPaymentAndTheSumAndCountLast() {
        people.granted(county, AUGUST, JULY, "100.00", "200.50");

        String text = text(signedRun());

        assertThat(text).startsWith("\uFEFF批次号,序号,项目编码,项目名称,收款人姓名,证件类型,证件号码,收款账号");
        assertThat(text.lines()).hasSize(4);
        assertThat(text.lines().skip(1).findFirst().orElseThrow().split(","))
                .satisfies(fields -> assertThat(fields[6]).matches("999001[0-9]{11}[0-9X]"))
                .satisfies(fields -> assertThat(fields[7]).startsWith("622848000"));
        assertThat(text.strip()).endsWith("合计,,,,,,,,,300.50,,,,2笔");
    }

    @Test
    void e54SettlesWhatSucceededAndIssuesTheFailedPaymentAgainForItsOwnMonth() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "1530.00", "210.00", "34.40");
        UUID runId = signedRun();
        assertThat(look(runId).amount()).isEqualTo(Money.of("1774.40"));
        String sent = text(runId);
        String failing = sent.lines()
                .filter(line -> line.contains(",210.00,"))
                .map(line -> line.split(",")[1])
                .findFirst()
                .orElseThrow();
        read(runId, answer(sent, seq -> seq.equals(failing) ? "失败,账户已销户" : "成功,"));

        Settlement settlement = maker(() -> returns.settlement(runId));
        assertThat(settlement.settled()).isEqualTo(Money.of("1564.40"));
        assertThat(settlement.failedAmount()).isEqualTo(Money.of("210.00"));
        Acting.as(
                county.officer(Role.FINANCE_CHECKER),
                () -> returns.close(runId, desk.find(runId).version(), ""));
        refused("run.nothing-to-reissue", () -> maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST)));

        people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> people.account(county.village(1, 1), families.get(1).head()));
        UUID again = maker(() -> desk.startSupplementaryNow(People.SCHEME, YearMonth.of(2026, 9)));

        assertThat(maker(() -> desk.lines(again, LineFilter.ALL, null, 10, 0)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.kind()).isEqualTo(LineKind.REISSUE);
                    assertThat(line.benefitMonth()).isEqualTo(AUGUST);
                    assertThat(line.amount()).isEqualTo(Money.of("210.00"));
                });
        refused(
                "run.supplementary-open",
                () -> maker(() -> desk.startSupplementaryNow(People.SCHEME, YearMonth.of(2026, 9))));
        people.signed(county, again);
        assertThat(text(again)).contains("重发");
        refused("run.nothing-to-reissue", () -> maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST)));
    }

    @Test
    void findsExactlyTheThreeErrorsInAReturnOfAThousandLines() {
        String[] amounts = new String[1_002];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] = (i + 1) + ".00";
        }
        List<People.Family> families = people.granted(county, AUGUST, JULY, amounts);
        people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> people.closeAccount(families.get(1_001).head()));
        UUID runId = signedRun();
        assertThat(look(runId)).satisfies(run -> {
            assertThat(run.read()).isEqualTo(1_002);
            assertThat(run.paid()).isEqualTo(1_001);
            assertThat(run.refused()).isEqualTo(1);
            assertThat(run.amount()).isEqualTo(Money.of("501501.00"));
        });
        String sent = text(runId);
        String answer = answer(sent, seq -> Integer.parseInt(seq) % 3 == 0 ? "失败,账户休眠" : "成功,");
        String firstLine = answer.lines().skip(1).findFirst().orElseThrow();
        String wrong = answer
                + firstLine + "\n"
                + firstLine.replaceFirst(",1,", ",1003,") + "\n"
                + firstLine.replaceFirst(",1,", ",1002,") + "\n";

        ReturnFile read = read(runId, wrong);

        assertThat(read.applied()).isEqualTo(1_001);
        assertThat(read.rejected()).isEqualTo(3);
        assertThat(maker(() -> returns.errors(runId, 10)))
                .extracting(ReturnError::kind)
                .containsExactly("REPEATED_LINE", "UNKNOWN_LINE", "UNKNOWN_LINE");
        assertThat(maker(() -> returns.settlement(runId)).failed()).isEqualTo(333);
        assertThat(read(runId, wrong)).isEqualTo(read);

        ReturnFile second = read(runId, answer.replace("成功,,", "失败,账户冻结,"));
        assertThat(second.applied()).isZero();
        assertThat(second.unchanged()).isEqualTo(333);
        assertThat(second.rejected()).isEqualTo(668);
        assertThat(maker(() -> returns.settlement(runId)).failed()).isEqualTo(333);
    }

    /** The clock stands still in between: which came first cannot be read off the times. */
    @Test
    @Tag("AC-055")
    void takesBackNothingThatWasSentWhenItsAccountIsReplacedInTheSameMoment() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00");
        UUID runId = signedRun();
        String sent = text(runId);
        people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> people.account(county.village(1, 1), families.get(1).head()));

        assertThat(maker(() -> bank.withheld(runId))).isEqualTo(new Withheld(0, Money.ZERO));
        assertThat(read(runId, answer(sent, seq -> "成功,")).applied()).isEqualTo(2);
        assertThat(maker(() -> returns.settlement(runId)).failed()).isZero();
    }

    @Test
    @Tag("AC-055")
    void keepsBackAPaymentWhoseAccountChangedAfterTheRunWasComputed() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00");
        UUID runId = signedRun();
        people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> people.account(county.village(1, 1), families.get(1).head()));

        String sent = text(runId);

        assertThat(sent.strip()).endsWith("合计,,,,,,,,,100.00,,,,1笔");
        assertThat(maker(() -> bank.withheld(runId))).isEqualTo(new Withheld(1, Money.of("200.00")));
        read(runId, answer(sent, seq -> "成功,"));
        Settlement settlement = maker(() -> returns.settlement(runId));
        assertThat(settlement.failedAmount()).isEqualTo(Money.of("200.00"));
        assertThat(settlement.unanswered()).isZero();
        assertThat(maker(() -> desk.reissuable(People.SCHEME))).isEqualTo(1);
    }

    @Test
    void listsALineOfAnotherAmountOrAccountAndAppliesTheOthers() {
        people.granted(county, AUGUST, JULY, "100.00", "200.00", "300.00", "400.00");
        UUID runId = signedRun();
        String answer = answer(text(runId), seq -> "成功,")
                .replace(",100.00,", ",100.01,")
                .replaceFirst("[0-9]+,200[.]00,", "6228480009999999999,200.00,")
                .replaceFirst(",300[.]00,成功", ",300.00,处理中");

        ReturnFile read = maker(() -> returns.read(runId, "回盘.csv", answer.getBytes(Charset.forName("GBK"))));

        assertThat(read.applied()).isEqualTo(1);
        assertThat(maker(() -> returns.errors(runId, 10)))
                .extracting(ReturnError::kind)
                .containsExactlyInAnyOrder("WRONG_AMOUNT", "WRONG_ACCOUNT", "MALFORMED");
        refused(
                "run.unanswered",
                () -> Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
                    returns.close(runId, desk.find(runId).version(), "");
                    return null;
                }));
    }

    @Test
    @Tag("AC-052")
    void keepsAFileThatWasAlteredByOneByteFromLeaving() throws Exception {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun();
        UUID file = maker(() -> bank.make(runId, BankFileFormat.CSV_GBK));
        assertThat(maker(() -> bank.make(runId, BankFileFormat.CSV_GBK))).isEqualTo(file);
        try (Connection past = TestDatabase.superuser();
                PreparedStatement alter = past.prepareStatement("""
                        update registry.stored_file set content_enc = set_byte(content_enc, 40, get_byte(content_enc, 40) # 1)
                        where id = (select file_id from disbursement.bank_file where id = ?)""")) {
            alter.setObject(1, file);
            assertThat(alter.executeUpdate()).isEqualTo(1);
        }

        refused("bank-file.altered", () -> maker(() -> bank.download(file)));
    }

    /** Somebody past the application gives one payee another's account: neither is paid, everybody else is. */
    @Test
    @Tag("AC-071")
    void paysNeitherOfTwoWhoseAccountNumbersWereExchangedAndEverybodyElse() throws Exception {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00", "400.00");
        UUID runId = signedRun();
        String exchange =
                "update registry.payment_account a set number_enc = b.number_enc from registry.payment_account b"
                        + " where a.active and b.active and (a.resident_id, b.resident_id) in (('%1$s', '%2$s'), ('%2$s', '%1$s'))";
        try (Connection past = TestDatabase.superuser();
                Statement statement = past.createStatement()) {
            assertThat(statement.executeUpdate(exchange.formatted(
                            families.get(0).head(), families.get(1).head())))
                    .isEqualTo(2);
        }

        String sent = text(runId);

        assertThat(sent.strip()).endsWith("合计,,,,,,,,,400.00,,,,1笔");
        assertThat(maker(() -> bank.withheld(runId))).isEqualTo(new Withheld(2, Money.of("300.00")));
        try (Connection past = TestDatabase.superuser();
                Statement statement = past.createStatement();
                ResultSet alarms = statement.executeQuery("select count(*) from registry.operation_log l join"
                        + " registry.payment_account a on a.id::text = l.object_id and not a.active and a.closed_at is not null"
                        + " where l.action = 'ACCOUNT_INTEGRITY' and l.result = 'DENIED' and l.area_code = a.area_code and a.area_code like '"
                        + county.code().prefix() + "%'")) {
            alarms.next();
            assertThat(alarms.getInt(1)).isEqualTo(2);
        }
        read(runId, answer(sent, seq -> "成功,"));
        assertThat(maker(() -> returns.settlement(runId)).unanswered()).isZero();
        assertThat(maker(() -> desk.reissuable(People.SCHEME)))
                .as("before two persons entered the accounts anew")
                .isZero();
    }

    @Test
    void keepsARunWhoseLinesWereAlteredAfterTheSignatureFromLeaving() throws Exception {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun();
        try (Connection past = TestDatabase.superuser();
                PreparedStatement alter = past.prepareStatement(
                        "update disbursement.payment_line set payee_name = '别人' where run_id = ?")) {
            alter.setObject(1, runId);
            assertThat(alter.executeUpdate()).isEqualTo(1);
        }

        refused("bank-file.lines-altered", () -> maker(() -> bank.make(runId, BankFileFormat.CSV_UTF8)));
    }
}

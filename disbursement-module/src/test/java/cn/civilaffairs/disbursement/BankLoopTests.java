package cn.civilaffairs.disbursement;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ExcelFile;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The loop from a failed payment back to a paid one (退票 → 补正账户 → 重发), the run of 1,002 lines of the OpenG2P bridge, and the
 * ways HOPE's reconciliation and its odd files go wrong (peers §6.2), each with the words the officer reads.
 */
@DatabaseTest
class BankLoopTests {

    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final LocalDate JULY = LocalDate.of(2026, 7, 1);
    private static final String HEADERS = "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号";

    @Autowired
    private PaymentRunDesk desk;

    @Autowired
    private BankFileDesk bank;

    @Autowired
    private ReturnFileDesk returns;

    @Autowired
    private FailedPaymentDesk failed;

    @Autowired
    private EntitlementDesk entitlements;

    @Autowired
    private AccountRegister accounts;

    @Autowired
    private People people;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private Clock today;

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

    private UUID signedRun(YearMonth month) {
        return people.paid(county, month);
    }

    private String sent(UUID runId) {
        return maker(() -> new String(
                bank.download(bank.make(runId, BankFileFormat.CSV_UTF8)).content(), StandardCharsets.UTF_8));
    }

    /** What the bank answers to each line of the file sent: result and reason by its sequence. */
    private String answer(String sent, UnaryOperator<String> result) {
        String day = LocalDate.now(today).plusDays(3).toString();
        return sent.lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(line -> line.split(",", -1))
                .map(f -> String.join(",", f[0], f[1], f[7], f[9], result.apply(f[1]), day, "S" + f[1]))
                .collect(Collectors.joining("\n", HEADERS + "\n", "\n"));
    }

    private ReturnFile read(UUID runId, String answer) {
        return maker(() -> returns.read(runId, "回盘.csv", answer.getBytes(StandardCharsets.UTF_8)));
    }

    private void close(UUID runId) {
        Acting.as(
                county.officer(Role.FINANCE_CHECKER),
                () -> returns.close(runId, desk.find(runId).version(), ""));
    }

    private List<String> errors(UUID runId) {
        return maker(() -> returns.errors(runId, 50)).stream()
                .map(ReturnError::message)
                .toList();
    }

    private List<FailedPayment> open(FailedFilter filter) {
        return Acting.as(county.officer(Role.TOWN_CLERK), () -> failed.list(filter, 2_000, 0));
    }

    /** Entered by one officer of the township and confirmed by another, as the pages do it. */
    private void newAccount(People.Family family) {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        String number = "622848000%010d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
        UUID account = people.pendingAccount(family.village(), family.head(), number, clerk);
        Acting.as(reviewer, () -> accounts.confirm(family.head(), account, number, reviewer.scope()));
    }

    @Test
    void playsTheRunOf1002LinesFromTheFirstFenToTheLast() {
        List<People.Family> families = people.granted(
                county,
                AUGUST,
                JULY,
                IntStream.rangeClosed(1, 1_002).mapToObj(yuan -> yuan + ".00").toArray(String[]::new));
        // line 1,002 has no account, line 1,001 is taken out
        people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> people.closeAccount(families.get(1_001).head()));
        UUID taken = entitlement(families.get(1_000));
        Acting.as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            entitlements.hold(taken, HoldReason.COMPLAINT, "举报待核实", AUGUST);
        });
        UUID runId = signedRun(AUGUST);
        PaymentRun run = maker(() -> desk.find(runId));
        assertThat(run.read()).isEqualTo(1_002);
        assertThat(run.paid()).isEqualTo(1_000);
        assertThat(run.held()).isEqualTo(1);
        assertThat(run.refused()).isEqualTo(1);
        assertThat(run.amount()).isEqualTo(Money.of("500500.00"));
        Money kept = Money.sum(maker(() -> desk.exceptions(runId, null, null, 10, 0)).stream()
                .map(RunListItem::amount)
                .toList());
        assertThat(run.amount().plus(kept)).as("1 + 2 + … + 1002").isEqualTo(Money.of("502503.00"));
        assertThat(run.amount().plus(Money.of("1002.00")))
                .as("without line 1,001")
                .isEqualTo(Money.of("501502.00"));

        String sent = sent(runId);
        assertThat(sent.strip()).endsWith("合计,,,,,,,,,500500.00,,,,1000笔");
        String answer = answer(sent, seq -> Integer.parseInt(seq) % 10 < 3 ? "失败,账户休眠" : "成功,");
        String first = answer.lines()
                .filter(line -> line.split(",")[1].equals("4"))
                .findFirst()
                .orElseThrow();
        String statement = answer
                + first + "\n"
                + first.replaceFirst(",4,", ",1003,") + "\n"
                + first.replaceFirst(",4,", ",1002,").replace("成功,", "失败,其他") + "\n";
        ReturnFile read = read(runId, statement);
        assertThat(read.applied()).isEqualTo(1_000);
        assertThat(read.rejected()).as("exactly three errors").isEqualTo(3);
        assertThat(errors(runId)).containsExactly("序号 4 在文件中重复出现", "第1003行不属于本批次", "第1004行不属于本批次");

        Settlement settlement = maker(() -> returns.settlement(runId));
        assertThat(settlement.failed()).isEqualTo(300);
        assertThat(settlement.settled().plus(settlement.failedAmount())).isEqualTo(Money.of("500500.00"));
        assertThat(settlement.unanswered()).isZero();
        close(runId);

        FailedCounts counts = Acting.as(county.officer(Role.TOWN_CLERK), () -> failed.counts(FailedFilter.ALL));
        assertThat(counts.of(FailedStage.TO_CORRECT)).isEqualTo(300);
        assertThat(counts.amount()).isEqualTo(settlement.failedAmount());
        List<FailedPayment> unpaid = open(FailedFilter.ALL);
        people.as(county.officer(Role.COUNTY_CASEWORKER), () -> {
            unpaid.forEach(payment -> people.account(county.village(1, 1), payment.payeeId()));
            return true;
        });
        UUID again = people.signed(county, maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST)));
        assertThat(maker(() -> desk.find(again)).amount()).isEqualTo(settlement.failedAmount());
        assertThat(maker(() -> desk.lines(again, LineFilter.ALL, null, 1_000, 0)))
                .hasSize(300)
                .allSatisfy(line -> assertThat(line.benefitMonth()).isEqualTo(AUGUST));
        read(again, answer(sent(again), seq -> "成功,"));
        close(again);
        assertThat(open(FailedFilter.ALL)).isEmpty();
        assertThat(settlement
                        .settled()
                        .plus(maker(() -> returns.settlement(again)).settled()))
                .as("every yuan of the run has arrived")
                .isEqualTo(Money.of("500500.00"));
    }

    private UUID entitlement(People.Family family) {
        return people.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> jdbc.sql("select id from disbursement.entitlement where household_id = ?")
                        .param(family.householdId())
                        .query(UUID.class)
                        .single());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1.00|成功|序号 1 的金额 -1.00 小于零",
                "0|成功|序号 1 的金额为零而结果为成功：没有发放应报失败",
                "400.10|成功|序号 1 只到账 400.10，送盘 400.23：部分到账不入账，请与银行核对",
                "600.00|成功|序号 1 到账 600.00，多于送盘 400.23，请与银行核对",
                "400.234|成功|金额“400.234”不是有效数字，应为元，至多两位小数",
                "四百|成功|金额“四百”不是有效数字，应为元，至多两位小数",
                "400.23|处理中|处理结果“处理中”无法识别，应为“成功”或“失败”"
            })
    void saysWhatIsWrongWithAnAmountThatDidNotArriveAsSent(String delivered, String result, String words) {
        people.granted(county, AUGUST, JULY, "400.23");
        UUID runId = signedRun(AUGUST);
        String answer = answer(sent(runId), seq -> result + ",").replace(",400.23,", "," + delivered + ",");

        ReturnFile read = read(runId, answer);

        assertThat(read.applied()).isZero();
        assertThat(errors(runId)).containsExactly(words);
        assertThat(maker(() -> returns.settlement(runId)).unanswered()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"400.23|成功", "'400.23|成功", "400.23|成功", "400.230|成功", "0|失败", "0.00|失败", "400.23|失败"})
    void acceptsAnAmountAsTextInFullWidthOrAsZeroOfAFailedLine(String delivered, String result) {
        people.granted(county, AUGUST, JULY, "400.23");
        UUID runId = signedRun(AUGUST);

        ReturnFile read =
                read(runId, answer(sent(runId), seq -> result + ",").replace(",400.23,", "," + delivered + ","));

        assertThat(errors(runId)).isEmpty();
        assertThat(read.applied()).isEqualTo(1);
        assertThat(maker(() -> returns.settlement(runId)).succeeded()).isEqualTo(result.equals("成功") ? 1 : 0);
    }

    /** The same answer with its columns in another order and others among them. */
    private static byte[] rearranged(String answer, int... order) {
        return answer.lines()
                .map(line -> line.split(",", -1))
                .map(f -> Arrays.stream(order)
                        .mapToObj(column -> column < 0 ? "别的" : f[column])
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"))
                .getBytes(Charset.forName("GBK"));
    }

    private static byte[] workbook(String answer, boolean amountsAsNumbers) {
        List<String> headers = List.of(HEADERS.split(","));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExcelFile file = ExcelFile.to(
                out,
                "回盘",
                headers.stream()
                        .map(header -> header.equals("金额") && amountsAsNumbers
                                ? ExcelFile.Column.amount(header)
                                : ExcelFile.Column.text(header))
                        .toList())) {
            file.title("云溪农村商业银行代发结果").header();
            answer.lines().skip(1).map(line -> line.split(",", -1)).forEach(f -> {
                Object[] values = new Object[f.length];
                for (int i = 0; i < f.length; i++) {
                    values[i] = i == 3 && amountsAsNumbers ? Money.of(f[i]) : f[i];
                }
                file.row(values);
            });
        }
        return out.toByteArray();
    }

    @Test
    void readsTheKindsOfFileThatCanBeReadAndRefusesTheOthersInSoManyWords() {
        people.granted(county, AUGUST, JULY, "100.00", "200.50");
        UUID runId = signedRun(AUGUST);
        String good = answer(sent(runId), seq -> "成功,");
        // none of these changes anything, and each says what to do
        unread(runId, new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0, 0, 0}, "return-file.protected");
        unread(runId, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0}, "import.file-damaged");
        unread(runId, "随便写的一段话".getBytes(StandardCharsets.UTF_8), "return-file.header-missing");
        unread(runId, rearranged(good, 0, 1, 2, 3, 4, 5, 7), "return-file.column-missing");
        unread(runId, rearranged(good, 0, 1, 2, 3, 3, 4, 5, 6, 7), "return-file.column-twice");
        unread(runId, (HEADERS + "\n").getBytes(StandardCharsets.UTF_8), "return-file.empty");
        assertThat(maker(() -> returns.settlement(runId)).unanswered()).isEqualTo(2);
        assertThat(maker(() -> returns.of(runId))).isEmpty();
        // unordered columns in three ways, unexpected columns, numbers as numbers and as text
        assertThat(maker(() -> returns.read(runId, "a.csv", rearranged(good, 7, 6, 5, 4, 3, 2, 1, 0)))
                        .applied())
                .isEqualTo(2);
        for (byte[] same : List.of(
                rearranged(good, 4, 0, 6, 2, 1, 3),
                rearranged(good, 3, 2, 1, 0, 7, 6, 5, 4),
                rearranged(good, -1, 0, 1, 2, -1, 3, 4, 5, 6, 7),
                workbook(good, true),
                workbook(good, false))) {
            ReturnFile read = maker(() -> returns.read(runId, "b", same));
            assertThat(read.unchanged()).isEqualTo(2);
            assertThat(read.rejected()).isZero();
        }
    }

    @Test
    void namesTheMissingColumn() {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun(AUGUST);
        String good = answer(sent(runId), seq -> "成功,");

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> maker(() -> returns.read(runId, "a.csv", rearranged(good, 0, 1, 2, 3, 4, 5, 7))))
                .satisfies(refusal -> assertThat(refusal.arguments()[0]).isEqualTo("处理日期"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-13-45|处理日期“2026-13-45”无法识别，应如 2026-08-20",
                "''|处理日期“”无法识别，应如 2026-08-20",
                "2026-08-01|序号 1 的处理日期 2026-08-01 早于送盘日期 2026-08-17"
            })
    void saysWhatIsWrongWithADate(String date, String words) {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun(AUGUST);

        read(runId, answer(sent(runId), seq -> "成功,").replace(",2026-08-20,", "," + date + ","));

        assertThat(errors(runId)).containsExactly(words);
    }

    @Test
    void saysThatAnAccountHasLostItsDigits() {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun(AUGUST);

        read(runId, answer(sent(runId), seq -> "成功,").replaceFirst(",622848[0-9]+,", ",6.22848E+17,"));

        assertThat(errors(runId)).containsExactly("收款账号“6.22848E+17”已被表格软件改成科学计数，请将该列设为文本后重新导出");
    }

    private void unread(UUID runId, byte[] content, String key) {
        refused(key, () -> maker(() -> returns.read(runId, "回盘", content)));
    }

    @Test
    @Tag("AC-052")
    void ac052KeepsAFileOfWhichOnePartWasAlteredOrTakenAwayFromLeaving() throws Exception {
        people.granted(county, AUGUST, JULY, "100.00");
        UUID runId = signedRun(AUGUST);
        UUID file = maker(() -> bank.make(runId, BankFileFormat.CSV_UTF8));
        UUID workbook = maker(() -> bank.make(runId, BankFileFormat.XLSX));
        past("""
                update registry.stored_file_part set content_enc = set_byte(content_enc, 40, get_byte(content_enc, 40) # 1)
                where file_id = (select file_id from disbursement.bank_file where id = ?)""", file);
        past("""
                delete from registry.stored_file_part
                where file_id = (select file_id from disbursement.bank_file where id = ?)""", workbook);

        for (UUID altered : List.of(file, workbook)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatExceptionOfType(RuleViolation.class)
                    .isThrownBy(() -> maker(() -> {
                        bank.download(altered, described -> {}, out);
                        return out;
                    }))
                    .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("bank-file.altered"));
            assertThat(out.size()).as("nothing of it has left").isZero();
        }
    }

    private static void past(String statement, UUID id) throws Exception {
        try (Connection superuser = TestDatabase.superuser();
                PreparedStatement alter = superuser.prepareStatement(statement)) {
            alter.setObject(1, id);
            assertThat(alter.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    @Tag("AC-055")
    void ac055KeepsBackWhatIsChangedAfterApprovalAndTheTotalIsLessByExactlyThat() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00", "300.00");
        UUID runId = signedRun(AUGUST);
        newAccount(families.get(1));

        assertThat(sent(runId).strip()).endsWith("合计,,,,,,,,,400.00,,,,2笔");
        assertThat(maker(() -> bank.withheld(runId))).isEqualTo(new Withheld(1, Money.of("200.00")));
    }

    @Test
    @Tag("AC-057")
    void ac057IssuesAFailedPaymentAgainOnceAndAPaidOneNever() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00");
        UUID runId = signedRun(AUGUST);
        String sent = sent(runId);
        String failing = line(sent, "200.00");
        read(runId, answer(sent, seq -> seq.equals(failing) ? "失败,账户已销户" : "成功,"));
        newAccount(families.get(0));
        refusedStart("run.nothing-to-reissue");

        newAccount(families.get(1));
        UUID again = maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST));
        assertThat(maker(() -> desk.find(again)).amount()).isEqualTo(Money.of("200.00"));
        refusedStart("run.supplementary-open");
        people.signed(county, again);
        refusedStart("run.nothing-to-reissue");
    }

    private static String line(String sent, String amount) {
        return sent.lines()
                .filter(line -> line.contains("," + amount + ","))
                .map(line -> line.split(",")[1])
                .findFirst()
                .orElseThrow();
    }

    private void refusedStart(String key) {
        refused(key, () -> maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST)));
    }

    @Test
    @Tag("AC-058")
    void ac058ReadsAFileTwiceAndTheSecondTimeChangesNoRow() {
        people.granted(county, AUGUST, JULY, "100.00", "200.00");
        UUID runId = signedRun(AUGUST);
        String answer = answer(sent(runId), seq -> "成功,");
        String one = answer.lines().skip(1).findFirst().orElseThrow();
        String odd = answer + one.replaceFirst("[^,]+", "LD-000000-209901-1") + "\n" + one + "\n";
        ReturnFile first = read(runId, odd);
        long rows = rows();

        assertThat(read(runId, odd)).isEqualTo(first);

        assertThat(rows()).isEqualTo(rows);
        assertThat(first.applied()).isEqualTo(2);
        assertThat(errors(runId)).containsExactly("第4行不属于本批次", "序号 1 在文件中重复出现");
    }

    private long rows() {
        return people.as(
                county.officer(Role.FINANCE_MAKER),
                () -> jdbc.sql("""
                        select (select count(*) from disbursement.line_result) + (select count(*) from disbursement.return_file)
                            + (select count(*) from disbursement.return_error) + (select count(*) from registry.stored_file)
                            + (select count(*) from registry.stored_file_part)""").query(Long.class).single());
    }

    @Test
    void givesEveryFailedPaymentToItsTownshipWithALimitUntilItHasArrived() {
        List<People.Family> families = people.granted(county, AUGUST, JULY, "100.00", "200.00");
        UUID runId = signedRun(AUGUST);
        String sent = sent(runId);
        String failing = line(sent, "200.00");
        read(runId, answer(sent, seq -> seq.equals(failing) ? "失败,户名不符" : "成功,"));

        assertThat(open(FailedFilter.ALL)).singleElement().satisfies(payment -> {
            assertThat(payment.stage()).isEqualTo(FailedStage.TO_CORRECT);
            assertThat(payment.reason()).isEqualTo("NAME_MISMATCH");
            assertThat(payment.times()).isEqualTo(1);
            assertThat(payment.since()).isEqualTo(LocalDate.of(2026, 8, 20));
            assertThat(payment.dueOn()).isEqualTo(LocalDate.of(2026, 9, 19));
        });
        assertThat(Acting.as(
                        county.officer(Role.COUNTY_CASEWORKER),
                        () -> failed.counts(FailedFilter.ALL).overdue()))
                .isZero();
        Acting.as(county.officer(Role.TOWN_CLERK), () -> {
            failed.note(runId, Integer.parseInt(failing), "已电话通知，下周来办卡");
        });
        clock.set(LocalDate.of(2026, 9, 20));
        assertThat(open(new FailedFilter(null, null, null, true, false)))
                .singleElement()
                .satisfies(payment -> assertThat(payment.note()).isEqualTo("已电话通知，下周来办卡"));
        assertThat(open(new FailedFilter(null, null, null, false, true))).isEmpty();
        clock.set(LocalDate.of(2026, 10, 20));
        assertThat(open(new FailedFilter(null, null, null, false, true)))
                .as("61 days unpaid")
                .hasSize(1);

        newAccount(families.get(1));
        assertThat(open(FailedFilter.ALL)).extracting(FailedPayment::stage).containsExactly(FailedStage.READY);
        UUID again = maker(() -> desk.startSupplementaryNow(People.SCHEME, AUGUST));
        assertThat(open(FailedFilter.ALL)).extracting(FailedPayment::stage).containsExactly(FailedStage.UNDER_WAY);
        people.signed(county, again);
        read(again, answer(sent(again), seq -> "失败,账户冻结"));
        assertThat(open(FailedFilter.ALL)).singleElement().satisfies(payment -> {
            assertThat(payment.stage()).isEqualTo(FailedStage.TO_CORRECT);
            assertThat(payment.times()).isEqualTo(2);
            assertThat(payment.since()).isEqualTo(LocalDate.of(2026, 8, 20));
        });
    }

    @Test
    void suspendsAfterThreeFailuresInARowAndRevivesWithTheNewAccount() {
        People.Family family = people.granted(county, AUGUST, JULY, "500.00").get(0);
        UUID id = entitlement(family);
        for (int month = 8; month <= 10; month++) {
            clock.set(LocalDate.of(2026, month, 17));
            UUID runId = signedRun(YearMonth.of(2026, month));
            assertThat(holds(id)).as("before the third failure").isEmpty();
            read(runId, answer(sent(runId), seq -> "失败,账户已销户"));
            close(runId);
        }
        assertThat(holds(id)).extracting(Hold::reason).containsExactly(HoldReason.ACCOUNT_FAILING);
        assertThat(open(FailedFilter.ALL)).hasSize(3).allMatch(FailedPayment::suspended);
        clock.set(LocalDate.of(2026, 11, 17));
        UUID november = maker(() -> desk.startNow(People.SCHEME, YearMonth.of(2026, 11)));
        assertThat(maker(() -> desk.find(november)).held()).isEqualTo(1);
        people.signed(county, november);

        newAccount(family);

        assertThat(holds(id)).isEmpty();
        UUID again = maker(() -> desk.startSupplementaryNow(People.SCHEME, YearMonth.of(2026, 11)));
        assertThat(maker(() -> desk.lines(again, LineFilter.ALL, null, 10, 0)))
                .extracting(RunLine::benefitMonth)
                .containsExactlyInAnyOrder(AUGUST, YearMonth.of(2026, 9), YearMonth.of(2026, 10));
        people.signed(county, again);
        clock.set(LocalDate.of(2026, 12, 17));
        UUID december = maker(() -> desk.startNow(People.SCHEME, YearMonth.of(2026, 12)));
        assertThat(maker(() -> desk.lines(december, LineFilter.ALL, null, 10, 0)))
                .as("the month held is paid with the next run")
                .extracting(line -> line.kind() + " " + line.benefitMonth())
                .containsExactlyInAnyOrder("REGULAR 2026-12", "ARREARS 2026-11");
    }

    private List<Hold> holds(UUID entitlement) {
        return Acting.as(county.officer(Role.TOWN_CLERK), () -> entitlements.holds(entitlement)).stream()
                .filter(hold -> hold.releasedAt() == null)
                .toList();
    }

    @Test
    void readsAndWritesALargeFileInParts() {
        people.granted(
                county,
                AUGUST,
                JULY,
                Stream.generate(() -> "10.00").limit(3_000).toArray(String[]::new));
        UUID runId = signedRun(AUGUST);
        String sent = sent(runId);
        assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(300_000);

        ReturnFile read = read(runId, answer(sent, seq -> "成功,"));

        assertThat(read.applied()).isEqualTo(3_000);
        Long parts = people.as(
                county.officer(Role.FINANCE_MAKER),
                () -> jdbc.sql("select max(parts) from registry.stored_file")
                        .query(Long.class)
                        .single());
        assertThat(parts).isGreaterThan(1);
    }
}

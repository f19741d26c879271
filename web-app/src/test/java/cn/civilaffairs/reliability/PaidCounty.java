package cn.civilaffairs.reliability;

import cn.civilaffairs.disbursement.BankFileDesk;
import cn.civilaffairs.disbursement.BankFileFormat;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.RedCount;
import cn.civilaffairs.disbursement.RedLineDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.GrantedFamilies;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** A county with households in payment, as many as asked for, and the officers who take its month through. */
final class PaidCounty {

    static final String SCHEME = "minimum-living";

    private static final String DIGITS = "甲乙丙丁戊己庚辛壬癸";

    final TestCounty county;
    final YearMonth month;
    final int households;

    /** The payees, in the order they were registered. */
    final List<UUID> payees = new ArrayList<>();

    /** Their benefits, in the same order. */
    final List<UUID> entitlements = new ArrayList<>();

    private final BeanFactory beans;

    /** @param month the first month they are paid for */
    PaidCounty(BeanFactory beans, YearMonth month, int households) {
        this.beans = beans;
        this.month = month;
        this.households = households;
        this.county = beans.getBean(TestCounties.class).withDefaults();
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> beans.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
                    EntitlementDesk desk = beans.getBean(EntitlementDesk.class);
                    GrantedFamilies families = new GrantedFamilies(
                            beans.getBean(JdbcClient.class), beans.getBean(FieldCipher.class), desk);
                    List<Grant> grants = new ArrayList<>();
                    for (int i = 0; i < households; i++) {
                        grants.add(household(families, i));
                    }
                    entitlements.addAll(desk.grantAll(grants));
                }));
    }

    /** The product lets nobody in whose account and appointments no act in the log explains, nor a demonstration's. */
    void letSignIn(Machine machine, String password) throws SQLException {
        String hash = beans.getBean(PasswordEncoder.class).encode(password);
        machine.execute("update registry.officer set demo = false, password_hash = '" + hash + "'");
        OperationLog log = beans.getBean(OperationLog.class);
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> beans.getBean(TransactionTemplate.class)
                        .executeWithoutResult(status -> beans.getBean(JdbcClient.class)
                                .sql("""
                                        select o.id, o.area_code, o.login, string_agg(g.role || '/' || g.line, ' ') as appointments
                                        from registry.officer o join registry.officer_grant g on g.officer_id = o.id group by o.id""")
                                .query((row, number) -> new String[] {
                                    row.getString(1), row.getString(2), row.getString(3), row.getString(4)
                                })
                                .list()
                                .forEach(officer -> {
                                    UUID id = UUID.fromString(officer[0]);
                                    AreaCode area = AreaCode.of(officer[1]);
                                    log.done("ACCOUNT_CREATED", "officer", id, area, "新建账号 " + officer[2]);
                                    for (String appointment : officer[3].split(" ")) {
                                        log.done("ROLE_GRANTED", "officer", id, area, appointment);
                                    }
                                })));
    }

    /** What the month pays. */
    Money total() {
        return Money.of(households * 300L + (long) households * (households - 1) / 2 + ".00");
    }

    /** The name of a payee. @param i as in {@link #payees} */
    static String name(int i) {
        return "测" + DIGITS.charAt(i / 10 % 10) + DIGITS.charAt(i % 10);
    }

    private Grant household(GrantedFamilies families, int i) {
        GrantedFamilies.Family family = families.family(county.village(i % 3 + 1, i / 3 % 3 + 1), name(i));
        payees.add(family.head());
        LocalDate decided = month.minusMonths(1).atDay(1);
        return GrantedFamilies.minimumLiving(
                family.village(),
                family.household(),
                family.head(),
                month,
                GrantedFamilies.due(300 + i + ".00", decided));
    }

    /** Confirmed by the townships and checked: ready for the signature. */
    void toSignature(UUID run) {
        PaymentRunDesk desk = beans.getBean(PaymentRunDesk.class);
        RedLineDesk redLines = beans.getBean(RedLineDesk.class);
        Acting.as(
                county.officer(Role.COUNTY_CASEWORKER),
                () -> desk.towns(run).forEach(town -> desk.confirm(run, town.town(), "代为确认")));
        Acting.as(county.officer(Role.COUNTY_CASEWORKER, 2), () -> {
            for (RedCount count : redLines.counts(run, null)) {
                redLines.explainAll(run, count.code(), "已核实");
            }
        });
        Acting.as(county.officer(Role.FINANCE_CHECKER), () -> {
            for (UUID entitlement : redLines.toOpen(run)) {
                redLines.open(run, entitlement);
            }
            desk.check(run, desk.find(run).version());
        });
    }

    void sign(UUID run) {
        PaymentRunDesk desk = beans.getBean(PaymentRunDesk.class);
        // many new payees at once, or a large change: two sign
        for (int which = 1;
                !Acting.as(county.officer(Role.FINANCE_MAKER), () -> desk.find(run))
                        .state()
                        .signed();
                which++) {
            signOnce(run, which);
        }
    }

    /** One signature by the signer of that number, who is refused if it came too late. */
    void signOnce(UUID run, int which) {
        PaymentRunDesk desk = beans.getBean(PaymentRunDesk.class);
        Acting.as(county.officer(Role.FINANCE_SIGNER, which), () -> {
            PaymentRun found = desk.find(run);
            desk.sign(run, found.version(), found.households(), found.amount());
        });
    }

    /** What the bank answers to the file of a run. @param result of a line, with the comma the bank ends it with */
    byte[] answer(UUID run, UnaryOperator<String> result) {
        BankFileDesk files = beans.getBean(BankFileDesk.class);
        return Acting.as(
                        county.officer(Role.FINANCE_MAKER),
                        () -> new String(
                                files.download(files.make(run, BankFileFormat.CSV_UTF8))
                                        .content(),
                                StandardCharsets.UTF_8))
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(line -> line.split(",", -1))
                .map(f -> String.join(",", f[0], f[1], f[7], f[9], result.apply(f[1]), "2026-10-20", ""))
                .collect(Collectors.joining("\n", "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}

package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.IntegrityViolation;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Files made for the bank, and the lines they are made of. */
@Repository
class BankFiles {

    private static final String FILES = """
            select f.*, o.name as made_by_name from disbursement.bank_file f
            join registry.officer o on o.id = f.made_by
            where f.area_code >= :lo and f.area_code < :hi and\s""";

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    BankFiles(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Writes down what is not sent although it was signed: its account was closed or replaced before. */
    void withhold(UUID runId, AreaScope scope) {
        jdbc.sql("""
                        insert into disbursement.withheld_line (run_id, seq, area_code)
                        select l.run_id, l.seq, l.area_code from disbursement.payment_line l
                        join registry.payment_account a on a.id = l.account_id and a.closed_at is not null
                        where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** What was not sent; before there is a file, what would not be sent now. */
    Withheld withheld(PaymentRun run, AreaScope scope) {
        return jdbc.sql("""
                        select count(*) as lines, coalesce(sum(l.amount), 0) as amount
                        from disbursement.payment_line l join\s""" + (run.sentAt() == null ? """
                        registry.payment_account a on a.id = l.account_id and a.closed_at is not null""" : """
                        disbursement.withheld_line w on w.run_id = l.run_id and w.seq = l.seq""") + """

                        where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", run.id())
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Withheld(row.getInt("lines"), new Money(row.getBigDecimal("amount"))))
                .single();
    }

    /** Writes down beside them what is not sent because its account is not what was confirmed. */
    void withhold(UUID runId, Collection<UUID> accounts, AreaScope scope) {
        jdbc.sql("""
                        insert into disbursement.withheld_line (run_id, seq, area_code)
                        select l.run_id, l.seq, l.area_code from disbursement.payment_line l
                        where l.run_id = :run and l.account_id = any (:accounts) and l.area_code >= :lo and l.area_code < :hi""")
                .param("run", runId)
                .param("accounts", accounts.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /**
     * Every line that is sent, in its order, decrypted one by one as it passes.
     *
     * @return the accounts left out because their number, or their owner's, is not what was written there
     */
    Set<UUID> eachLine(UUID runId, AreaScope scope, Consumer<BankLine> reader) {
        Set<UUID> altered = new LinkedHashSet<>();
        jdbc.sql("""
                        select l.seq, l.kind, l.benefit_month, l.amount, l.area_code, a.id as account_id, a.holder_name, a.bank,
                            a.number_enc, p.id as payee_id, p.id_type, p.id_number_enc
                        from disbursement.payment_line l
                        join registry.payment_account a on a.id = l.account_id
                        join registry.resident p on p.id = a.resident_id
                        where l.run_id = :run and l.area_code >= :lo and l.area_code < :hi and not exists (
                            select from disbursement.withheld_line w where w.run_id = l.run_id and w.seq = l.seq)
                        order by l.seq""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .withFetchSize(1_000)
                .query((ResultSet row) -> {
                    BankLine line;
                    try {
                        line = line(row);
                    } catch (IntegrityViolation moved) {
                        altered.add(row.getObject("account_id", UUID.class));
                        return;
                    }
                    reader.accept(line);
                });
        return altered;
    }

    private BankLine line(ResultSet row) throws SQLException {
        UUID account = row.getObject("account_id", UUID.class);
        UUID payee = row.getObject("payee_id", UUID.class);
        return new BankLine(
                row.getInt("seq"),
                row.getString("holder_name"),
                row.getString("id_type"),
                cipher.decrypt(ProtectedField.RESIDENT_ID_NUMBER, payee, row.getBytes("id_number_enc")),
                cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, account, row.getBytes("number_enc")),
                row.getString("bank"),
                new Money(row.getBigDecimal("amount")),
                Rows.month(row, "benefit_month"),
                LineKind.valueOf(row.getString("kind")),
                row.getString("area_code"));
    }

    @Unscoped("the row policy checks the area of the inserted row")
    UUID insert(
            PaymentRun run,
            BankFileFormat format,
            UUID fileId,
            String sha256,
            int lines,
            Money amount,
            UUID by,
            OffsetDateTime at) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into disbursement.bank_file
                            (id, run_id, area_code, format, file_id, sha256, line_count, amount, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(id, run.id(), run.county().value(), format.name(), fileId, sha256, lines, amount.yuan(), by, at)
                .update();
        return id;
    }

    Optional<BankFile> find(UUID id, AreaScope scope) {
        return jdbc.sql(FILES + "f.id = :id")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> file(row))
                .optional();
    }

    List<BankFile> of(UUID runId, AreaScope scope) {
        return jdbc.sql(FILES + "f.run_id = :run order by f.made_at")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> file(row))
                .list();
    }

    private static BankFile file(ResultSet row) throws SQLException {
        return new BankFile(
                row.getObject("id", UUID.class),
                row.getObject("run_id", UUID.class),
                BankFileFormat.valueOf(row.getString("format")),
                row.getObject("file_id", UUID.class),
                row.getString("sha256"),
                row.getInt("line_count"),
                new Money(row.getBigDecimal("amount")),
                row.getString("made_by_name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant());
    }
}

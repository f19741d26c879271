package cn.benchmarks;

import cn.civilaffairs.assistance.minimumliving.HouseholdFacts;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingPolicy;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.registry.database.EmbeddedServer;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;
import org.springframework.stereotype.Component;

/**
 * The limit an uplift is held against: stream the households with their means, reckon twice by the same rule in Java, COPY the
 * list of winners and losers and the new determinations in. No scope, no history, no digests, no second look.
 */
@Component
class BareUplift {

    private static final String HOUSEHOLDS = """
            select e.id, e.area_code, e.household_id, e.resident_id, d.persons, d.amount, r.name, r.birth_date,
                m.id, m.category, m.name, m.amount, m.start_on
            from disbursement.entitlement e
            join disbursement.determination d on d.entitlement_id = e.id
            join registry.household_member h on h.household_id = e.household_id
            join registry.resident r on r.id = h.resident_id
            join registry.means_item m on m.household_id = e.household_id
            order by e.area_code, e.id""";

    private final EmbeddedServer server;

    BareUplift(EmbeddedServer server) {
        this.server = server;
    }

    /** The two tables without policies, triggers and references. */
    void prepare() throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute("set role civil_owner");
            statement.execute("create schema if not exists bare");
            statement.execute("drop table if exists bare.uplift_item, bare.determination");
            statement.execute("create table bare.uplift_item (like disbursement.uplift_item including defaults)");
            statement.execute(
                    "alter table bare.uplift_item add primary key (uplift_id, entitlement_id, benefit_month)");
            statement.execute("create index on bare.uplift_item (uplift_id, outcome, area_code, entitlement_id)");
            statement.execute("create table bare.determination (like disbursement.determination including defaults)");
            statement.execute("alter table bare.determination add primary key (id),"
                    + " add unique (entitlement_id, effective_month, ordinal)");
            statement.execute("create index on bare.determination (entitlement_id, effective_month desc, ordinal desc)"
                    + " include (decided_on, amount)");
        }
    }

    int run(YearMonth month, MinimumLivingPolicy now, MinimumLivingPolicy then) throws SQLException, IOException {
        try (Connection reading = connect();
                Connection items = connect();
                Connection determinations = connect();
                Statement statement = reading.createStatement()) {
            for (Connection connection : List.of(reading, items, determinations)) {
                try (Statement role = connection.createStatement()) {
                    role.execute("set role civil_owner");
                }
                connection.setAutoCommit(false);
            }
            statement.setFetchSize(5_000);
            int written = 0;
            try (ResultSet row = statement.executeQuery(HOUSEHOLDS);
                    OutputStream list = copy(
                            items,
                            "bare.uplift_item (uplift_id, entitlement_id, benefit_month, area_code, residence, household_id,"
                                    + " resident_id, latest, persons, before_amount, after_persons, after_amount, outcome,"
                                    + " months_past, past_amount)");
                    OutputStream amounts = copy(
                            determinations,
                            "bare.determination (entitlement_id, area_code, effective_month, ordinal, persons, base_amount,"
                                    + " supplement_amount, amount, cause, rule_version, reckoning, decided_on)")) {
                List<HouseholdFacts.MeansItem> means = new ArrayList<>();
                boolean more = row.next();
                while (more) {
                    String entitlement = row.getString(1);
                    String area = row.getString(2);
                    String household = row.getString(3);
                    String resident = row.getString(4);
                    String before = row.getString(6);
                    HouseholdFacts.Member member = new HouseholdFacts.Member(
                            UUID.fromString(resident),
                            row.getString(7),
                            row.getObject(8, LocalDate.class),
                            null,
                            false,
                            null);
                    means.clear();
                    do {
                        means.add(item(row, member.residentId()));
                        more = row.next();
                    } while (more && row.getString(1).equals(entitlement));
                    HouseholdFacts facts = new HouseholdFacts(
                            UUID.fromString(household), month, month.atDay(1), List.of(member), means, null);
                    MinimumLivingCalculation old = MinimumLivingCalculation.of(facts, now);
                    MinimumLivingCalculation raised = MinimumLivingCalculation.of(facts, then);
                    boolean known = old.amount().toString().equals(before);
                    list.write(line(
                            "00000000-0000-0000-0000-000000000001",
                            entitlement,
                            month.atDay(1),
                            area,
                            "RURAL",
                            household,
                            resident,
                            "t",
                            old.persons(),
                            before,
                            raised.persons(),
                            known ? raised.amount() : before,
                            known ? "RAISED" : "MANUAL",
                            0,
                            0));
                    if (known) {
                        amounts.write(line(
                                entitlement,
                                area,
                                month.atDay(1),
                                1,
                                raised.persons(),
                                raised.base(),
                                raised.supplements(),
                                raised.amount(),
                                "STANDARD_CHANGED",
                                raised.ruleVersion(),
                                ReckoningJson.write(raised).replace("\\", "\\\\"),
                                month.atDay(1)));
                    }
                    written++;
                }
            }
            items.commit();
            determinations.commit();
            return written;
        }
    }

    private static HouseholdFacts.MeansItem item(ResultSet row, UUID resident) throws SQLException {
        return new HouseholdFacts.MeansItem(
                row.getObject(9, UUID.class),
                resident,
                MeansCategory.valueOf(row.getString(10)),
                row.getString(11),
                row.getBigDecimal(12),
                MeansPeriod.YEAR,
                row.getObject(13, LocalDate.class),
                null,
                MeansSource.CHECKED,
                null);
    }

    private static OutputStream copy(Connection connection, String table) throws SQLException {
        return new PGCopyOutputStream(connection.unwrap(PGConnection.class), "copy " + table + " from stdin", 1 << 16);
    }

    private static byte[] line(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(line.isEmpty() ? "" : "\t").append(field);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.url(), "civil_migrate", server.password());
    }
}

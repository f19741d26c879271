package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.exchange.WorkbookGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks figures others have published, and keeps the checks (外来数字勾稽). A difference is shown, never forced away. */
@Service
@Transactional
public class GivenFigureDesk {

    private static final int MOST_ROWS = 200;

    private final GivenFigureRows rows;
    private final OperationLog log;
    private final Clock clock;

    GivenFigureDesk(GivenFigureRows rows, OperationLog log, Clock clock) {
        this.rows = rows;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Keeps a check.
     *
     * @throws RuleViolation {@code given.one-total}, {@code given.no-parts}, {@code given.title-missing}
     */
    public UUID save(String title, String source, @Nullable String explanation, List<GivenFigures.Row> given) {
        AccessDecision.require(Acting.officer(), Action.PREPARE_REPORT, "given.not-yours");
        if (title.isBlank() || source.isBlank()) {
            throw new RuleViolation("given.title-missing");
        }
        if (given.stream().filter(GivenFigures.Row::total).count() != 1) {
            throw new RuleViolation("given.one-total");
        }
        if (given.size() < 2 || given.size() > MOST_ROWS) {
            throw new RuleViolation("given.no-parts", MOST_ROWS);
        }
        AreaCode county = Acting.officer().area().county();
        UUID id = Ids.next();
        rows.insert(
                id,
                county,
                title.strip(),
                source.strip(),
                explanation == null || explanation.isBlank() ? null : explanation.strip(),
                Acting.officer().id(),
                OffsetDateTime.now(clock));
        for (int i = 0; i < given.size(); i++) {
            rows.insertRow(id, i, county, given.get(i));
        }
        log.done(
                "GIVEN_FIGURES_CHECKED",
                "given_figures",
                id,
                county,
                title.strip() + " 差异 " + GivenFigures.Sums.of(given).words());
        return id;
    }

    /**
     * The rows of a workbook: 名称, 户数, 人数, the total called 合计 or marked so in a fourth column.
     *
     * @throws RuleViolation {@code given.unreadable}, {@code given.row}, {@code import.file-…} if it is no workbook or an
     *     unsafe one
     */
    public static List<GivenFigures.Row> read(byte[] workbook) {
        WorkbookGuard.inspect(workbook);
        List<GivenFigures.Row> given = new ArrayList<>();
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> sheet = book.getFirstSheet().openStream()) {
            sheet.forEach(row -> {
                String name = row.getCellCount() == 0 ? "" : row.getCellText(0).strip();
                if (name.isEmpty() || name.equals("名称") || row.getCellCount() < 3) {
                    return;
                }
                given.add(new GivenFigures.Row(name.equals("合计"), name, count(row, 1), count(row, 2)));
            });
        } catch (IOException | UncheckedIOException | ExcelReaderException unreadable) {
            throw new RuleViolation("given.unreadable");
        }
        return given;
    }

    private static int count(Row row, int column) {
        try {
            return new BigDecimal(row.getCellText(column).strip().replace(",", "")).intValueExact();
        } catch (ArithmeticException | NumberFormatException notCount) {
            throw new RuleViolation("given.row", row.getRowNum());
        }
    }

    @Transactional(readOnly = true)
    public List<GivenFigures> list(int limit, int offset) {
        return rows.list(limit, offset, Acting.scope()).stream()
                .map(this::whole)
                .toList();
    }

    @Transactional(readOnly = true)
    public GivenFigures find(UUID id) {
        return rows.list(1_000, 0, Acting.scope()).stream()
                .filter(head -> head.id().equals(id))
                .findFirst()
                .map(this::whole)
                .orElseThrow(NotFound::new);
    }

    private GivenFigures whole(GivenFigures head) {
        return new GivenFigures(
                head.id(),
                head.title(),
                head.source(),
                head.explanation(),
                head.madeByName(),
                head.madeAt(),
                rows.rows(head.id(), Acting.scope()));
    }
}

/** The rows of the checks. */
@Repository
class GivenFigureRows {

    private final JdbcClient jdbc;

    GivenFigureRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Unscoped("the row policy checks the inserted row")
    void insert(
            UUID id,
            AreaCode county,
            String title,
            String source,
            @Nullable String explanation,
            UUID by,
            OffsetDateTime at) {
        jdbc.sql("""
                        insert into disbursement.given_figures (id, area_code, title, source, explanation, made_by, made_at)
                        values (:id, :county, :title, :source, :explanation, :by, :at)""")
                .param("id", id)
                .param("county", county.value())
                .param("title", title)
                .param("source", source)
                .param("explanation", explanation)
                .param("by", by)
                .param("at", at)
                .update();
    }

    @Unscoped("the row policy checks the inserted row")
    void insertRow(UUID id, int ordinal, AreaCode county, GivenFigures.Row row) {
        jdbc.sql("""
                        insert into disbursement.given_figure (check_id, ordinal, area_code, kind, name, households, persons)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        ordinal,
                        county.value(),
                        row.total() ? "TOTAL" : "PART",
                        row.name(),
                        row.households(),
                        row.persons())
                .update();
    }

    List<GivenFigures> list(int limit, int offset, AreaScope scope) {
        return jdbc.sql("""
                        select g.*, o.name as made_by_name from disbursement.given_figures g
                        join registry.officer o on o.id = g.made_by
                        where g.area_code >= :lo and g.area_code < :hi order by g.made_at desc, g.id limit :limit offset :offset""")
                .param("limit", limit)
                .param("offset", offset)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> head(row))
                .list();
    }

    private static GivenFigures head(ResultSet row) throws SQLException {
        return new GivenFigures(
                row.getObject("id", UUID.class),
                row.getString("title"),
                row.getString("source"),
                row.getString("explanation"),
                row.getString("made_by_name"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    List<GivenFigures.Row> rows(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select * from disbursement.given_figure
                        where check_id = :id and area_code >= :lo and area_code < :hi order by ordinal""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new GivenFigures.Row(
                        row.getString("kind").equals("TOTAL"),
                        row.getString("name"),
                        row.getInt("households"),
                        row.getInt("persons")))
                .list();
    }
}

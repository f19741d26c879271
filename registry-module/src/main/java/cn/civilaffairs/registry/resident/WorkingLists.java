package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.resident.WorkingListRows.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Working lists (工作底表): the members of a village given out as a workbook, edited offline, and taken back cell by cell. The way
 * back is the import's: upload, check, and confirmation of the cells chosen.
 */
@Service
@Transactional
public class WorkingLists {

    private final WorkingListRows rows;
    private final WorkingListFile file;
    private final ImportDesk imports;

    WorkingLists(WorkingListRows rows, WorkingListFile file, ImportDesk imports) {
        this.rows = rows;
        this.file = file;
        this.imports = imports;
    }

    /** A list as given out. */
    public record GivenOut(UUID id, List<WorkingListLine> lines) {

        /** What the row is known by when it comes back. */
        public String key(WorkingListLine line) {
            return WorkingListFile.key(id, line.rowNo());
        }
    }

    /** The code of the import that takes lists back. */
    public static String contract() {
        return WorkingListFile.CODE;
    }

    public static String keyHeader() {
        return WorkingListFile.KEY_HEADER;
    }

    /** The word a cell of the list holds for a constant. */
    public static String word(@Nullable Enum<?> constant) {
        return WorkingListFile.word(constant);
    }

    public static String header(WorkingListCell.Field field) {
        return WorkingListFile.HEADERS.getOrDefault(field, field.name());
    }

    /**
     * Remembers what a village's members look like now and gives them out.
     *
     * @throws RuleViolation if it is no village of the officer's
     */
    public GivenOut giveOut(AreaCode village) {
        Officer officer = Acting.officer();
        if (village.level() != AreaCode.Level.VILLAGE || !officer.scope().covers(village)) {
            throw new RuleViolation("working-list.village");
        }
        // The machine's own time: it is compared with the time rows were last changed, which the database sets.
        UUID id = rows.giveOut(village, officer, Instant.now(), officer.scope());
        return new GivenOut(id, rows.lines(id, officer.scope()));
    }

    /** Every cell of an uploaded list that says something else than it did, against what is registered now. */
    @Transactional(readOnly = true)
    public List<WorkingListCell> differences(UUID batchId, AreaScope scope) {
        List<WorkingListCell> cells = new ArrayList<>();
        imports.read(
                batchId,
                scope,
                chunk -> chunk.forEach(row -> {
                    if (!row.failed()) {
                        cells.addAll(differences(row, scope));
                    }
                }));
        return cells;
    }

    private List<WorkingListCell> differences(ImportRow row, AreaScope scope) {
        try {
            return file.differences(row, scope);
        } catch (RuleViolation wrong) {
            return List.of(); // such as a telephone number that is none; the check has said so
        }
    }

    /**
     * Takes the chosen cells over, in the background.
     *
     * @param keys of cells as shown, with the version of the person seen: {@code resident:FIELD:version}
     */
    public void take(UUID batchId, List<String> keys, AreaScope scope) {
        if (keys.isEmpty()) {
            throw new RuleViolation("working-list.nothing-chosen");
        }
        ImportBatch batch = imports.get(batchId, scope);
        List<Choice> choices = new ArrayList<>();
        for (String key : keys) {
            String[] parts = key.split(":");
            choices.add(new Choice(
                    UUID.fromString(parts[0]), WorkingListCell.Field.valueOf(parts[1]), Integer.parseInt(parts[2])));
        }
        rows.choose(batchId, choices, batch.area(), Acting.officer(), Instant.now(), scope);
        imports.confirm(batchId, false, scope);
    }
}

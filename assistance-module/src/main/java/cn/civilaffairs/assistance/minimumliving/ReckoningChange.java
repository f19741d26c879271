package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that differs between two reckonings of one household: why this month's amount is not last month's.
 *
 * @param before null if the line was not there
 * @param after null if the line is gone
 */
public record ReckoningChange(
        String code,
        @Nullable String subject,
        @Nullable BigDecimal before,
        @Nullable BigDecimal after) {

    /** In the order of the later reckoning, lines that are gone at the end. */
    public static List<ReckoningChange> between(Reckoning earlier, Reckoning later) {
        Map<String, ReckoningLine> old = byKey(earlier);
        Map<String, ReckoningLine> now = byKey(later);
        List<ReckoningChange> changes = new ArrayList<>();
        now.forEach((key, line) -> {
            ReckoningLine was = old.remove(key);
            if (was == null || was.amount().compareTo(line.amount()) != 0) {
                changes.add(new ReckoningChange(
                        line.code(), line.subject(), was == null ? null : was.amount(), line.amount()));
            }
        });
        old.values()
                .forEach(line -> changes.add(new ReckoningChange(line.code(), line.subject(), line.amount(), null)));
        return changes;
    }

    private static Map<String, ReckoningLine> byKey(Reckoning reckoning) {
        Map<String, ReckoningLine> lines = new LinkedHashMap<>();
        for (ReckoningLine line : reckoning.lines()) {
            String key = line.code() + "|" + (line.item() == null ? line.subject() : line.item());
            lines.put(key, line);
        }
        return lines;
    }
}

package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How reckonings and the facts behind them are written down in the database. Amounts are plain numbers of yuan; what an
 * older version of the rule did not know reads as absent.
 */
public final class ReckoningJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Money.class, MoneyAsNumber.class)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ReckoningJson() {}

    public static String write(MinimumLivingCalculation calculation) {
        return JSON.writeValueAsString(calculation);
    }

    public static String write(HouseholdFacts facts) {
        return JSON.writeValueAsString(facts);
    }

    /** Everything a page needs to explain a determination, whichever way its amount came about. */
    public static Reckoning read(String stored) {
        return JSON.readValue(stored, Reckoning.class);
    }

    /**
     * A stored reckoning.
     *
     * @param importedAmount the amount taken over from a roster instead of the reckoned one, or null
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Reckoning(
            String ruleVersion,
            @Nullable Money amount,
            @Nullable Money base,
            @Nullable Money supplements,
            @Nullable Integer persons,
            boolean entitled,
            @Nullable Money importedAmount,
            @Nullable List<Condition> conditions,
            @Nullable List<ReckoningLine> lines) {

        public Reckoning {
            conditions = conditions == null ? List.of() : List.copyOf(conditions);
            lines = lines == null ? List.of() : List.copyOf(lines);
        }

        /** The income and property items its figures were read from. */
        public List<UUID> items() {
            return lines == null
                    ? List.of()
                    : lines.stream()
                            .map(ReckoningLine::item)
                            .filter(java.util.Objects::nonNull)
                            .toList();
        }
    }

    private abstract static class MoneyAsNumber {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        MoneyAsNumber(BigDecimal yuan) {}

        @JsonValue
        abstract BigDecimal yuan();
    }
}

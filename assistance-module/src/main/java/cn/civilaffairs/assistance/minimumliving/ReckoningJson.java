package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Money;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    /** A reckoning that was made for comparison while another amount, brought by a roster, is paid. */
    static String writeImported(MinimumLivingCalculation calculation, Money imported) {
        List<ReckoningLine> lines = new ArrayList<>(calculation.lines());
        lines.add(ReckoningLine.of(ReckoningLine.AMOUNT_AS_IMPORTED, imported.toString(), imported.yuan()));
        return JSON.writeValueAsString(new Reckoning(
                calculation.ruleVersion(),
                calculation.amount(),
                calculation.base(),
                calculation.supplements(),
                calculation.persons(),
                calculation.entitled(),
                imported,
                calculation.conditions(),
                lines));
    }

    public static String write(HouseholdFacts facts) {
        return JSON.writeValueAsString(facts);
    }

    /** Whatever else is kept beside a reckoning, written the same way. */
    public static String writeValue(Object value) {
        return JSON.writeValueAsString(value);
    }

    public static <T> T readValue(String stored, Class<T> type) {
        return JSON.readValue(stored, type);
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
    }

    private abstract static class MoneyAsNumber {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        MoneyAsNumber(BigDecimal yuan) {}

        @JsonValue
        abstract BigDecimal yuan();
    }
}

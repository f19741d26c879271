package cn.civilaffairs.assistance.minimumliving;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long and how far a household goes on being paid after its income rose above the standard (渐退), benefits handbook
 * §2.1. The nation is silent on the length; the parameter sheet says it by cause.
 *
 * @param steps for each cause, so many months at so many percent, one after the other; none where the cause does not taper
 * @param upperMultiples for each cause, standards a person that the new income must stay below
 */
public record TaperRule(Map<Cause, List<Step>> steps, Map<Cause, BigDecimal> upperMultiples) {

    public static final TaperRule NONE = new TaperRule(Map.of(), Map.of());

    public TaperRule {
        Map<Cause, List<Step>> copied = new EnumMap<>(Cause.class);
        steps.forEach((cause, ofCause) -> copied.put(cause, List.copyOf(ofCause)));
        steps = Map.copyOf(copied);
        upperMultiples = Map.copyOf(upperMultiples);
    }

    public List<Step> of(Cause cause) {
        return steps.getOrDefault(cause, List.of());
    }

    /** One standard, which no household above the standard stays below, where the cause has no bound. */
    public BigDecimal upperMultiple(Cause cause) {
        return upperMultiples.getOrDefault(cause, BigDecimal.ONE);
    }

    /** @param text as the parameter sheet writes it, {@code 3x100,3x50}; empty for none */
    public static List<Step> parse(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Step::parse).toList();
    }

    /** Why the income rose; only these two taper (渐退原因). */
    public enum Cause {
        /** 就业 */
        EMPLOYMENT,
        /** 领取养老金 */
        PENSION
    }

    /**
     * Part of the way out.
     *
     * @param percent of what was paid before
     */
    public record Step(int months, int percent) {

        private static Step parse(String text) {
            int times = text.indexOf('x');
            return new Step(Integer.parseInt(text.substring(0, times)), Integer.parseInt(text.substring(times + 1)));
        }
    }
}

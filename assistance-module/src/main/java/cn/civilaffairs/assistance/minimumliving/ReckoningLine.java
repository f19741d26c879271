package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.registry.resident.MeansSource;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a reckoning, as an officer would write it down. Kept for good with the determination, so that the amount can
 * be explained years later.
 *
 * @param code what the line is; its words are the message {@code Reckoning.<code>}
 * @param subject whose or which: the name of a member or of an item
 * @param figure how the amount comes about, with the figures put in: {@code 770.00 × 3}
 * @param amount yuan for a month or a year as the code says; shown to four decimals, reckoned on exactly
 * @param source where the figure was taken from: the declaration, the check or the visit
 * @param item the income or property item it was read from, which tells who entered it and when
 * @param document the notice that fixes the figure (文号)
 */
public record ReckoningLine(
        String code,
        @Nullable String subject,
        @Nullable String figure,
        BigDecimal amount,
        @Nullable MeansSource source,
        @Nullable UUID item,
        @Nullable String document) {

    public static final String STANDARD = "standard";
    public static final String PERSONS = "persons";
    public static final String PERSON_LEFT_OUT = "person-left-out";
    public static final String GUARANTEED = "guaranteed";
    public static final String INCOME = "income";
    public static final String INCOME_EXEMPT = "income-exempt";
    public static final String EMPLOYMENT_COST = "employment-cost";
    public static final String SUPPORT_PAID = "support-paid";
    public static final String RIGID_EXPENSE = "rigid-expense";
    public static final String DEEMED_INCOME = "deemed-income";
    public static final String DEEMED_EXCUSED = "deemed-excused";
    public static final String SUPPORT_FEE = "support-fee";
    public static final String SUPPORT_FEE_AGREED = "support-fee-agreed";
    public static final String INCOME_OF_YEAR = "income-of-year";
    public static final String INCOME_OF_MONTH = "income-of-month";
    public static final String TIER = "tier";
    public static final String GAP = "gap";
    public static final String SUPPLEMENT = "supplement";
    public static final String SUPPLEMENTS_CAPPED = "supplements-capped";
    public static final String JOB_REFUSAL = "job-refusal";
    public static final String EXACT = "exact";
    public static final String ROUNDED = "rounded";
    public static final String RAISED_TO_LEAST = "raised-to-least";
    public static final String TAPER_BEFORE = "taper-before";
    public static final String TAPER = "taper";
    public static final String AMOUNT = "amount";
    public static final String AMOUNT_AS_IMPORTED = "amount-as-imported";

    public ReckoningLine {
        BigDecimal stripped = amount.stripTrailingZeros();
        amount = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static ReckoningLine of(String code, String figure, BigDecimal amount) {
        return new ReckoningLine(code, null, figure, amount, null, null, null);
    }
}

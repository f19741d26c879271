package cn.civilaffairs.web.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/** One township's card (乡镇质量卡). */
public record QualityCard(AreaCode town, String name, Map<String, BigDecimal> cells) {

    /** The figures of a card, in order, with what the township reads beside them. */
    public static final Map<String, String> WORDS = words();

    private static Map<String, String> words() {
        Map<String, String> words = new java.util.LinkedHashMap<>();
        words.put("Q_RETURNED", "被退回的办件");
        words.put("Q_FAILED", "发放失败");
        words.put("Q_REVIEWS_OVERDUE", "逾期未复核");
        words.put("Q_LEADS_OVERDUE", "超期未核实线索");
        words.put("Q_CORRECTED", "更正核定");
        return words;
    }

    static List<QualityCard> of(Map<AreaCode, Map<String, BigDecimal>> figures, Map<AreaCode, String> names) {
        return figures.entrySet().stream()
                .map(entry -> new QualityCard(
                        entry.getKey(),
                        names.getOrDefault(entry.getKey(), entry.getKey().value()),
                        entry.getValue()))
                .toList();
    }

    public BigDecimal figure(String cell) {
        return cells.getOrDefault(cell, BigDecimal.ZERO);
    }

    public int count(String cell) {
        return figure(cell).intValue();
    }

    /** 按时率, percent; a township that had nothing to do was not late. */
    public BigDecimal onTime() {
        return percent(figure("Q_ACTS_ON_TIME"), figure("Q_ACTS"), BigDecimal.valueOf(100));
    }

    /** 发放成功率, percent. */
    public BigDecimal paid() {
        return percent(figure("Q_PAID").subtract(figure("Q_FAILED")), figure("Q_PAID"), BigDecimal.valueOf(100));
    }

    private static BigDecimal percent(BigDecimal part, BigDecimal whole, BigDecimal ofNothing) {
        return whole.signum() == 0
                ? ofNothing.setScale(2)
                : part.multiply(BigDecimal.valueOf(100)).divide(whole, 2, RoundingMode.HALF_UP);
    }
}

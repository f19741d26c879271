package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import java.math.BigDecimal;
import java.util.Map;

/** Plug: figures of the townships that are frozen with every version of the month's report, such as the quality card's. */
public interface MonthFigures {

    /** By township and cell; cells begin with {@code Q_}. */
    Map<AreaCode, Map<String, BigDecimal>> of(PaymentRun run);
}

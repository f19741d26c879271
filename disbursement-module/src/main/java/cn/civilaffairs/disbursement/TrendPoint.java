package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;

/** A month of the trend (趋势): people in care at its end, and what was paid. */
public record TrendPoint(YearMonth month, int households, int persons, Money amount) {}

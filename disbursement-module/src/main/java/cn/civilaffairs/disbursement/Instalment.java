package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;

/** One part of a claim and the day it is to be repaid by (分期). */
public record Instalment(LocalDate dueOn, Money amount) {}

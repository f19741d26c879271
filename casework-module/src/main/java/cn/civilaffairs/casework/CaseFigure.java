package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.Money;

/**
 * @param persons 保障人数
 * @param amount 拟发金额, yuan a month
 */
public record CaseFigure(int persons, Money amount) {}

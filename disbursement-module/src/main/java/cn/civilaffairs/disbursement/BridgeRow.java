package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/**
 * One step from last month to this one (对账一步): how many households and people came or went, and how many yuan.
 *
 * @param step {@code OPENING}, {@code CLOSING} or a step as stored, such as {@code NEW_APPLICATION} or {@code EXIT_01}
 * @param items how many entitlements its list has
 */
public record BridgeRow(String step, int items, int households, int persons, Money amount) {}

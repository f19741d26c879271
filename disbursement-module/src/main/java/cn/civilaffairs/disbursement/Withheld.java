package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;

/** Signed payments kept from the bank because their account changed meanwhile (未送银行). */
public record Withheld(int lines, Money amount) {}

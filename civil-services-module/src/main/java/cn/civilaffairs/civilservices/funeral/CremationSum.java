package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.kernel.Money;

/** A year's cremations (火化量) and what was waived. */
public record CremationSum(int year, int cremations, int certificates, Money waived) {}

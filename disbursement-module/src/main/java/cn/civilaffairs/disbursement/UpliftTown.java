package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;

/** What an uplift does to a township. */
public record UpliftTown(
        AreaCode town,
        String name,
        int raised,
        int lowered,
        int unchanged,
        int ineligible,
        int manual,
        Money before,
        Money after,
        Money past) {}

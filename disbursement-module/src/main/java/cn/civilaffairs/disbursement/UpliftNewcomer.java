package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.UrbanRural;

/** A household an uplift would let in, as lists show it (提标新纳入). */
public record UpliftNewcomer(NewlyEligible.Found found, String township, String village, String fileNo, String name) {

    public UrbanRural residence() {
        return found.residence();
    }
}

package cn.civilaffairs.assistance.minimumliving;

/** What the minimum living allowance (最低生活保障) is. */
public final class MinimumLivingAllowance {

    /** The code of the scheme, of its matter and of its standards. */
    public static final String CODE = "minimum-living";

    private MinimumLivingAllowance() {}
}

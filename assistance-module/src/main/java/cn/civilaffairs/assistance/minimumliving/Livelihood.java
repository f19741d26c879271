package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.registry.resident.WorkExcuseGround;
import org.jspecify.annotations.Nullable;

/**
 * What a member could live by (劳动就业情况): asked where idleness is reckoned as income, and where jobs were refused.
 *
 * @param excuse why the member rightly does not work, or null
 */
public record Livelihood(
        @Nullable Sex sex,
        @Nullable Labour labour,
        @Nullable Employment employment,
        @Nullable Schooling schooling,
        @Nullable WorkExcuseGround excuse,
        JobOffers offers) {

    /** Nothing is known, so nothing is held against the member. */
    public static final Livelihood UNKNOWN = new Livelihood(null, null, null, null, null, JobOffers.NONE);

    /** Able to work and without work, whatever the reason. */
    boolean isWithoutWork() {
        return labour == Labour.FULL
                && (employment == Employment.UNEMPLOYED || employment == Employment.NOT_EMPLOYED)
                && !isAtSchool();
    }

    boolean isAtSchool() {
        return employment == Employment.AT_SCHOOL || (schooling != null && schooling != Schooling.NONE);
    }
}

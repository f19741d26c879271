package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.LineOfBusiness;

/**
 * A kind of money paid every month (发放项目), such as the minimum living allowance. Domain modules declare theirs as
 * beans; this module knows none of them by name. What it is called stands in the message {@code Scheme.<code>}.
 *
 * @param code as stored with every entitlement and line; never changed
 * @param projectCode what the bank file says (项目编码)
 * @param holder whether a household or one person is entitled
 * @param line whose officers handle it; those of another line have no say in its month
 * @param cutOffKey parameter naming the cut-off, as {@code day,monthOffset} ({@code 15,0}); handbook §7
 * @param payDayKey parameter naming the day of the month the money is to arrive
 * @param deathStopKey parameter saying whether the month of death is still paid ({@code NEXT}) or not ({@code SAME})
 */
public record Scheme(
        String code,
        String projectCode,
        Holder holder,
        LineOfBusiness line,
        String cutOffKey,
        String payDayKey,
        String deathStopKey) {

    /** Whose entitlement it is (享受单位). */
    public enum Holder {
        /** 户 */
        HOUSEHOLD,
        /** 人 */
        PERSON
    }

    public Scheme {
        if (code.isBlank()) {
            throw new IllegalArgumentException("A scheme needs a code");
        }
    }

    /** One of the {@link LineOfBusiness#ASSISTANCE} line, as most are. */
    public Scheme(
            String code, String projectCode, Holder holder, String cutOffKey, String payDayKey, String deathStopKey) {
        this(code, projectCode, holder, LineOfBusiness.ASSISTANCE, cutOffKey, payDayKey, deathStopKey);
    }

    public boolean isHeldByPerson() {
        return holder == Holder.PERSON;
    }
}

package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.kernel.Money;
import java.util.Collection;

/**
 * What the bereaved pay once the public share is taken off (基本殡葬费用减免), services handbook §3.2, worked example P2. Pure;
 * yuan for one death.
 *
 * @param total of the bill
 * @param waived never more than the cap, never more than the bill
 */
public record FeeWaiver(Money total, Money waived) {

    public FeeWaiver {
        if (waived.compareTo(total) > 0) {
            throw new IllegalArgumentException("More is waived than billed");
        }
    }

    /**
     * @param entitled whether the deceased belongs to those whose basic fees the county bears
     * @param cap the most borne for one death, in yuan
     */
    public static FeeWaiver of(Collection<Money> bill, boolean entitled, Money cap) {
        Money total = bill.stream().reduce(Money.ZERO, Money::plus);
        return new FeeWaiver(total, entitled ? total.atMost(cap) : Money.ZERO);
    }

    /** What is left to pay. */
    public Money payable() {
        return total.minus(waived);
    }
}

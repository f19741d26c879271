package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.Money;
import java.util.UUID;

/**
 * What a move does to a benefit (迁移前后金额).
 *
 * @param holder whose benefit it is
 * @param before yuan a month where the household lives now
 * @param after yuan a month where it moves to; zero where it is due nothing there
 */
public record AmountChange(String scheme, UUID benefit, String holder, Money before, Money after) {

    public boolean changes() {
        return !before.equals(after);
    }

    /** Whether nothing is due where the household moves to. */
    public boolean ends() {
        return changes() && after.isZero();
    }
}

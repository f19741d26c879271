package cn.civilaffairs.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How an exact amount becomes a payable one (取整方式). National texts fix none; the bureau's parameter sheet does
 * (benefits handbook §1.2).
 */
public enum Rounding {

    /** 四舍五入到分 */
    FEN_HALF_UP(2, RoundingMode.HALF_UP),
    /** 见分进元 */
    YUAN_CEIL(0, RoundingMode.CEILING),
    /** 四舍五入到元 */
    YUAN_HALF_UP(0, RoundingMode.HALF_UP),
    /** 见分进角 */
    JIAO_CEIL(1, RoundingMode.CEILING);

    private final int scale;
    private final RoundingMode mode;

    Rounding(int scale, RoundingMode mode) {
        this.scale = scale;
        this.mode = mode;
    }

    /** @param exactYuan yuan with any number of decimals */
    public Money apply(BigDecimal exactYuan) {
        return new Money(exactYuan.setScale(scale, mode));
    }
}

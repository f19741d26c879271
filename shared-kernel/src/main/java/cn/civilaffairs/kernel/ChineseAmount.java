package cn.civilaffairs.kernel;

/**
 * An amount in the capital figures of vouchers and decisions (大写金额), which cannot be altered by a stroke of the pen.
 *
 * <p>Source: 中国人民银行《支付结算办法》附件一《正确填写票据和结算凭证的基本规定》. Where it leaves a choice, 整 follows 元 and 角 but not 分,
 * and 零 stands for missing digits inside the yuan and for a missing 角, not for a yuan that merely ends in zeros.
 */
public final class ChineseAmount {

    private static final String[] DIGITS = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

    private ChineseAmount() {}

    /** {@code 620.50} is 陆佰贰拾元伍角整. */
    public static String of(Money amount) {
        long fen = Math.abs(amount.fen());
        long yuan = fen / 100;
        int jiao = (int) (fen / 10 % 10);
        int odd = (int) (fen % 10);

        StringBuilder words = new StringBuilder(amount.isNegative() ? "负" : "");
        if (yuan > 0 || fen == 0) {
            words.append(whole(yuan)).append('元');
        }
        if (jiao > 0) {
            words.append(DIGITS[jiao]).append('角');
        }
        if (odd > 0) {
            words.append(yuan > 0 && jiao == 0 ? "零" : "").append(DIGITS[odd]).append('分');
        } else {
            words.append('整');
        }
        return words.toString();
    }

    private static String whole(long number) {
        if (number < 10) {
            return DIGITS[(int) number];
        }
        if (number >= 100_000_000) {
            return split(number, 100_000_000, "亿");
        }
        if (number >= 10_000) {
            return split(number, 10_000, "万");
        }
        if (number >= 1_000) {
            return split(number, 1_000, "仟");
        }
        return number >= 100 ? split(number, 100, "佰") : split(number, 10, "拾");
    }

    /** What stands before a unit, the unit, and the rest, with one 零 where digits between them are missing. */
    private static String split(long number, long unit, String name) {
        long rest = number % unit;
        String gap = rest > 0 && rest < unit / 10 ? "零" : "";
        return whole(number / unit) + name + gap + (rest > 0 ? whole(rest) : "");
    }
}

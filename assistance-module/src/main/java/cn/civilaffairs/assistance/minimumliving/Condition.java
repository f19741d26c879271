package cn.civilaffairs.assistance.minimumliving;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One condition a household must meet, with the figures it was judged by.
 *
 * @param value what was found, in yuan or in pieces as the code says
 * @param limit what is allowed, in the same unit
 * @param figure how the limit comes about: {@code 24 × 770.00 × 3}
 * @param document the notice that fixes the limit (文号)
 */
public record Condition(
        Code code,
        Result result,
        BigDecimal value,
        BigDecimal limit,
        @Nullable String figure,
        String document) {

    /** What is asked; the words are the message {@code Condition.<name>}. */
    public enum Code {
        /** 有计入保障人口的家庭成员 */
        HAS_PERSONS,
        /** 家庭月收入低于 保障标准 × 人数 */
        INCOME_BELOW_STANDARD,
        /** 人均金融资产 */
        FINANCIAL_ASSETS,
        /** 机动车 */
        VEHICLES,
        /** 房产 */
        DWELLINGS,
        /** 市场主体登记: looked at by a person, never refused by the rule */
        COMPANIES,
        /** 分档发放的档次已认定 */
        TIER_DECIDED,
        /** 符合参照单人户的情形 */
        SINGLE_GROUND,
        /** 单人户所在家庭属于低保边缘 */
        SINGLE_OF_MARGINAL_FAMILY,
        /** 没有连续拒绝就业 */
        WILLING_TO_WORK,
        /** 取整后有可发金额 */
        PAYABLE
    }

    /** The outcome of one condition. */
    public enum Result {
        /** 符合 */
        PASS,
        /** 不符合 */
        FAIL,
        /** 需人工核实 */
        REVIEW
    }

    /** Whether its figures are yuan; otherwise they are counted. */
    public boolean isMoney() {
        return switch (code) {
            case INCOME_BELOW_STANDARD, FINANCIAL_ASSETS, SINGLE_OF_MARGINAL_FAMILY, PAYABLE -> true;
            default -> false;
        };
    }

    public boolean fails() {
        return result == Result.FAIL;
    }
}

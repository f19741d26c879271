package cn.civilaffairs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseAmountTests {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0, 零元整",
        "0.01, 壹分",
        "0.10, 壹角整",
        "0.55, 伍角伍分",
        "1, 壹元整",
        "10, 壹拾元整",
        "20.05, 贰拾元零伍分",
        "101, 壹佰零壹元整",
        "110, 壹佰壹拾元整",
        "620.50, 陆佰贰拾元伍角整",
        "1001, 壹仟零壹元整",
        "1010, 壹仟零壹拾元整",
        "1100, 壹仟壹佰元整",
        "1530.00, 壹仟伍佰叁拾元整",
        "6007.14, 陆仟零柒元壹角肆分",
        "325.04, 叁佰贰拾伍元零肆分",
        "16409.02, 壹万陆仟肆佰零玖元零贰分",
        "100000, 壹拾万元整",
        "100001, 壹拾万零壹元整",
        "1010010, 壹佰零壹万零壹拾元整",
        "6345210.00, 陆佰叁拾肆万伍仟贰佰壹拾元整",
        "100000000, 壹亿元整",
        "100000005, 壹亿零伍元整",
        "100010000, 壹亿零壹万元整",
        "1000000000000, 壹万亿元整",
        "2000500000000.90, 贰万零伍亿元玖角整",
        "-30.06, 负叁拾元零陆分",
        "-0.50, 负伍角整",
    })
    void writesAnAmountAsVouchersDo(String amount, String words) {
        assertThat(ChineseAmount.of(Money.of(amount))).isEqualTo(words);
    }
}

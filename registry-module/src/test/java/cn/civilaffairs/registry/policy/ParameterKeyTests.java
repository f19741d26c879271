package cn.civilaffairs.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values make sense. */
class ParameterKeyTests {

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TAPER_EMPLOYMENT | 6x100 | true",
                "TAPER_EMPLOYMENT | 3x100,3x50 | true",
                "TAPER_EMPLOYMENT | '' | true",
                "TAPER_EMPLOYMENT | 3x50,3x100 | false",
                "TAPER_EMPLOYMENT | 3x101 | false",
                "TAPER_EMPLOYMENT | 0x100 | false",
                "TAPER_EMPLOYMENT | 3x0 | false",
                "TAPER_EMPLOYMENT | 36x100 | true",
                "TAPER_EMPLOYMENT | 36x100,1x50 | false",
                "TAPER_EMPLOYMENT | 3x100, | false",
                "TAPER_EMPLOYMENT | 六个月 | false",
                "TAPER_UPPER_MULTIPLE | 1.5 | true",
                "TAPER_UPPER_MULTIPLE | 0.9 | false",
                "TAPER_UPPER_MULTIPLE | '' | false",
                "TAPER_PENSION_UPPER_MULTIPLE | '' | true",
                "TAPER_PENSION_UPPER_MULTIPLE | 1.3 | true",
                "TAPER_PENSION_UPPER_MULTIPLE | 0.9 | false",
                "MARGINAL_MULTIPLE | 1 | true",
                "MODE | TOP_UP | true",
                "MODE | 补差 | false",
            })
    void admitsOnlyWhatItsRuleCanRead(ParameterKey key, String value, boolean admitted) {
        assertThat(key.admits(value)).isEqualTo(admitted);
    }
}

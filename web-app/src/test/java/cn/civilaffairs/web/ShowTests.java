package cn.civilaffairs.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;

class ShowTests {

    private final Show show = new Show(Clock.systemUTC());

    @Test
    void setsTheThousandsApartInSentencesAndFormulas() {
        assertThat(show.figures("11041 笔 7214965.69 元，校验值 02353d49a67c"))
                .isEqualTo("11,041 笔 7,214,965.69 元，校验值 02353d49a67c");
        assertThat(show.figures("770.00 − 1200.00 ÷ 12")).isEqualTo("770.00 − 1,200.00 ÷ 12");
        assertThat(show.figures("现发 947.67 元 2 人，测算为 1024.67 元")).isEqualTo("现发 947.67 元 2 人，测算为 1,024.67 元");
        assertThat(show.figures("县法院 判处一年(已核实)，(线索 XS0000009 待核实)，(200.00 − 100.00) ÷ 2"))
                .isEqualTo("县法院 判处一年（已核实），（线索 XS0000009 待核实），(200.00 − 100.00) ÷ 2");
        assertThat(show.figures(null)).isEmpty();
    }

    @Test
    void leavesYearsDatesAndNumbersOfFilesAlone() {
        String text = "云民〔2026〕1号，2026年11月起，DB-999001-202611-2，2026-11-16，账号尾号 4237，1,530.00 元";
        assertThat(show.figures(text)).isEqualTo(text);
    }
}

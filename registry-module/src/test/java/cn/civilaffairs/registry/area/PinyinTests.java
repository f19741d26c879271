package cn.civilaffairs.registry.area;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTests {

    @ParameterizedTest
    @CsvSource({
        "王小明, wangxiaoming, wxm",
        "单小明, shanxiaoming, sxm",
        "曾国强, zengguoqiang, zgq",
        "朴志华, piaozhihua, pzh",
        "尉迟恭, yuchigong, ycg",
        "吕秀英, luxiuying, lxy",
        "阿卜杜·热合曼, abodureheman, abdrhm",
        "仇单, qiudan, qd",
    })
    void readsSurnamesAsSurnames(String name, String full, String initials) {
        assertThat(Pinyin.ofPerson(name)).isEqualTo(new Pinyin.Spelling(full, initials));
    }

    @ParameterizedTest
    @CsvSource({"单家村, djc", "会宫镇, hgz", "第3社区, d3sq"})
    void readsPlacesInTheirEverydayReading(String name, String initials) {
        assertThat(Pinyin.ofPlace(name).initials()).isEqualTo(initials);
    }

    @ParameterizedTest
    @CsvSource({"lv, lu", "LÜ, lu", "WXM, wxm"})
    void acceptsWhatKeyboardsWriteForTheRoundedVowel(String typed, String kept) {
        assertThat(Pinyin.typed(typed)).isEqualTo(kept);
    }
}

package cn.civilaffairs.registry.area;

import static cn.civilaffairs.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.exchange.ImportBatch;
import cn.civilaffairs.registry.exchange.ImportDesk;
import cn.civilaffairs.registry.exchange.TestImports;
import cn.civilaffairs.registry.exchange.TestWorkbook;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class AreaTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 16);

    @Autowired
    private AreaRegister areas;

    @Autowired
    private ImportDesk imports;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;
    private Officer admin;

    @BeforeEach
    void createCounty() {
        clock.set(TODAY);
        county = counties.create();
        admin = county.officer(Role.SYS_ADMIN);
    }

    @Test
    void namesAnAreaWithAllAboveIt() {
        assertThat(areas.pathName(county.village(1, 2))).isEqualTo("测试县 第1镇 1镇2村");
        assertThat(areas.children(county.township(1))).hasSize(3);
        assertThat(areas.children(county.code())).hasSize(3);
    }

    @Test
    void suggestsByInitialsCodeOrPartOfTheName() {
        AreaCode code = AreaCode.of(county.township(1).prefix() + "209");
        Acting.as(admin, () -> areas.add(code, "柳树村", county.township(1), "220", LocalDate.of(2026, 1, 1)));
        Officer clerk = county.officer(Role.TOWN_CLERK);

        assertThat(areas.suggest("lsc", clerk.scope(), 10))
                .extracting(Area::name)
                .containsExactly("柳树村");
        assertThat(areas.suggest("柳", clerk.scope(), 10)).hasSize(1);
        assertThat(areas.suggest(code.value(), clerk.scope(), 10)).hasSize(1);
        assertThat(areas.suggest("lsc", county.elsewhere(Role.TOWN_CLERK).scope(), 10))
                .isEmpty();
    }

    @Test
    void followsMergersByDate() {
        AreaCode old = county.village(1, 1);
        AreaCode next = county.village(1, 2);

        Acting.as(admin, () -> areas.close(old, LocalDate.of(2026, 7, 1), next));

        assertThat(areas.standingFor(old, LocalDate.of(2026, 6, 30)).code()).isEqualTo(old);
        assertThat(areas.standingFor(old, LocalDate.of(2026, 7, 1)).code()).isEqualTo(next);
        assertThat(areas.children(county.township(1))).extracting(Area::code).doesNotContain(old);
        assertThat(areas.get(old).name()).isEqualTo("1镇1村");
        assertRefused("area.already-closed", () -> areas.close(old, LocalDate.of(2026, 8, 1), next));
        assertRefused("area.has-open-children", () -> areas.close(county.township(2), TODAY, county.township(3)));
        assertRefused("area.successor-unfit", () -> areas.close(next, TODAY, old));
    }

    @Test
    void refusesCodesThatDoNotFitBelowTheirParent() {
        assertRefused(
                "area.not-below-parent",
                () -> areas.add(AreaCode.of(county.township(2).prefix() + "209"), "错村", county.code(), null, TODAY));
        assertRefused("area.code-taken", () -> areas.add(county.village(1, 1), "重村", county.township(1), null, TODAY));
    }

    @Test
    void importsTheRosterOnceHoweverOftenItIsSent() {
        String town = county.code().prefix() + "009000";
        String village = county.code().prefix() + "009201";
        TestWorkbook roster = TestWorkbook.of("名称", " 区划代码 ", "级别*", "上级区划代码", "生效日期")
                .row("柳溪村", village, "村", town, "2020-01-01")
                .row("柳溪镇", town, "乡镇", county.code(), LocalDate.of(2020, 1, 1))
                .row("错级村", county.code().prefix() + "009202", "乡镇", town, "2020/1/1");
        TestImports playing = new TestImports(imports);

        ImportBatch checked = playing.check(admin, "areas", roster.bytes());

        assertThat(checked.state()).isEqualTo(ImportBatch.State.CHECKED);
        assertThat(playing.findings(admin, checked.id())).containsExactly("4 级别: 与区划代码的级别不一致");
        assertThat(areas.find(AreaCode.of(village))).isEmpty();

        ImportBatch confirmed = playing.confirm(admin, checked.id(), false);
        assertThat(confirmed.rowsWritten()).isEqualTo(2);
        assertThat(areas.pathName(AreaCode.of(village))).isEqualTo("测试县 柳溪镇 柳溪村");

        ImportBatch again = playing.check(admin, "areas", roster.bytes());
        assertThat(playing.confirm(admin, again.id(), false))
                .extracting(ImportBatch::rowsWritten, ImportBatch::rowsUnchanged)
                .containsExactly(0, 2);
    }

    private void assertRefused(String key, Runnable act) {
        refused(key, () -> Acting.as(admin, act));
    }
}

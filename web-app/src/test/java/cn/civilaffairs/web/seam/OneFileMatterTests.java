package cn.civilaffairs.web.seam;

import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Procedure.step;
import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.casework.CaseConfirmed;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.StepGuard;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.HierarchicalMessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/**
 * A matter nobody has heard of, added by this file alone: its procedure, its guard, its words and what happens when it is
 * confirmed. Its cases are opened, queued, guarded, reviewed and confirmed by what is there already (docs/adding-a-matter.md).
 */
@WebTest
@Import(OneFileMatterTests.DanceGround.class)
class OneFileMatterTests {

    private static final String CODE = "dance-ground";

    /** All there is of it. */
    @TestConfiguration(proxyBeanMethods = false)
    static class DanceGround {

        private final Set<UUID> measured = new HashSet<>();
        private final List<String> confirmed = new ArrayList<>();

        @Bean
        Procedure danceGroundProcedure() {
            return Procedure.of(
                            CODE,
                            LineOfBusiness.ASSISTANCE,
                            step("request", Duty.HANDLE, Role.TOWN_CLERK)
                                    .within(2, WORKING_DAYS)
                                    .asking(Paper.required("sketch")),
                            step("survey", Duty.REVIEW, Role.TOWN_REVIEWER)
                                    .within(5, WORKING_DAYS)
                                    .returningTo("request")
                                    .returningBecause("PAPERS"),
                            step("permit", Duty.CONFIRM, Role.COUNTY_APPROVER)
                                    .within(5, WORKING_DAYS)
                                    .refusingBecause("NOISE"))
                    .wholeWithin(15, WORKING_DAYS);
        }

        @Bean
        StepGuard danceGroundGuard() {
            return new StepGuard() {
                @Override
                public String matter() {
                    return CODE;
                }

                @Override
                public List<Obstacle> obstacles(CaseFile file, CaseAct act) {
                    return act == CaseAct.AGREE && file.step().equals("survey") && !measured.contains(file.id())
                            ? List.of(Obstacle.of("dance-ground.not-measured"))
                            : List.of();
                }
            };
        }

        @EventListener
        void permitted(CaseConfirmed event) {
            if (event.follows(CODE)) {
                confirmed.add(event.file().title());
            }
        }

        /** The words, which a real module keeps in its messages file. */
        @Bean
        static BeanPostProcessor danceGroundWords() {
            StaticMessageSource words = new StaticMessageSource();
            for (String[] word : new String[][] {
                {"Matter." + CODE, "广场舞场地备案"},
                {"Step." + CODE + ".request", "申请"},
                {"Step." + CODE + ".survey", "现场勘查"},
                {"Step." + CODE + ".permit", "备案"},
                {"Paper." + CODE + ".sketch", "场地示意图"},
                {"RefuseReason.NOISE", "噪声扰民"},
                {"dance-ground.not-measured", "还没有丈量场地"}
            }) {
                words.addMessage(word[0], Locale.SIMPLIFIED_CHINESE, word[1]);
            }
            return new BeanPostProcessor() {
                @Override
                public Object postProcessBeforeInitialization(Object bean, String name) {
                    if (bean instanceof HierarchicalMessageSource messages && name.equals("messageSource")) {
                        messages.setParentMessageSource(words);
                    }
                    return bean;
                }
            };
        }
    }

    @Autowired
    private Visits visits;

    @Autowired
    private CaseDesk desk;

    @Autowired
    private DanceGround danceGround;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    private TestCounty county;

    @Test
    void goesFromOpeningToConfirmed() throws Exception {
        clock.set(LocalDate.of(2026, 11, 16));
        county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        CaseFile file = Acting.as(
                clerk, () -> desk.open(new Opening(CODE, county.village(1, 1), null, null, "东风广场", Set.of(), null)));
        String page = "/cases/" + file.id();

        assertThat(page(Role.TOWN_CLERK, "/desk")).contains("广场舞场地备案", "东风广场").doesNotContain("??");
        assertThat(page(Role.TOWN_CLERK, page))
                .contains("还有 1 份材料未交", "场地示意图", "现场勘查")
                .doesNotContain("??");
        assertThat(act(Role.TOWN_CLERK, file, "AGREE")).bodyText().contains("场地示意图");
        Acting.as(
                clerk,
                () -> desk.recordPapers(
                        file.id(), version(file), List.of(CasePaper.of("sketch", CasePaper.State.RECEIVED))));
        assertThat(act(Role.TOWN_CLERK, file, "AGREE")).hasStatus3xxRedirection();
        assertThat(page(Role.TOWN_REVIEWER, "/cases")).contains("东风广场");
        assertThat(act(Role.TOWN_REVIEWER, file, "AGREE")).bodyText().contains("还没有丈量场地");
        danceGround.measured.add(file.id());
        assertThat(act(Role.TOWN_REVIEWER, file, "AGREE")).hasStatus3xxRedirection();
        assertThat(act(Role.COUNTY_APPROVER, file, "AGREE")).hasStatus3xxRedirection();

        CaseFile done = Acting.as(clerk, () -> desk.find(file.id()));
        assertThat(done.status()).isEqualTo(CaseStatus.CONFIRMED);
        assertThat(danceGround.confirmed).containsExactly("东风广场");
        assertThat(page(Role.TOWN_CLERK, page)).contains("确认").doesNotContain("??");
    }

    private int version(CaseFile file) {
        return Acting.as(county.officer(Role.TOWN_CLERK), () -> desk.find(file.id()))
                .version();
    }

    private MvcTestResult act(Role role, CaseFile file, String act) {
        return visits.post(
                county.officer(role),
                "/cases/" + file.id(),
                "act",
                act,
                "version",
                String.valueOf(version(file)),
                "opinion",
                "同意");
    }

    private String page(Role role, String uri) {
        return visits.page(county.officer(role), uri);
    }
}

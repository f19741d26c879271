package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.relative.Kinship;
import cn.civilaffairs.casework.relative.NewRelative;
import cn.civilaffairs.casework.relative.RelativeRegister;
import cn.civilaffairs.casework.sampling.Sample;
import cn.civilaffairs.casework.sampling.SampleDesk;
import cn.civilaffairs.casework.sampling.SampleItem;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.Story.Person;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * What the way of a case brings besides: an objection waiting for its recheck, a promise past its day, the register of
 * relatives, a clerk's father who wants to apply, and the sample of the last month with its first findings.
 */
@Component
@Conditional(OnDemoServer.class)
class ProcessScene {

    private static final AreaCode VILLAGE = AreaCode.of("999001005201");
    private static final Person OBJECTED = Person.of("余大年", "1947-05-20", Sex.MALE);
    private static final Person PROMISING = Person.of("曾玉兰", "1952-10-02", Sex.FEMALE);
    private static final Person FATHER = Person.of("方有田", "1948-03-15", Sex.MALE);

    private final StoryStage stage;
    private final RelativeRegister relatives;
    private final SampleDesk samples;
    private final BusinessClock clock;

    ProcessScene(StoryStage stage, RelativeRegister relatives, SampleDesk samples, BusinessClock clock) {
        this.stage = stage;
        this.relatives = relatives;
        this.samples = samples;
        this.clock = clock;
    }

    void play(Crew crew) {
        stage.with(new StoryCrew(
                crew.clerkOf(VILLAGE),
                crew.clerkOf(VILLAGE),
                crew.reviewerOf(VILLAGE),
                crew.named("cc_1"),
                crew.named("cc_2"),
                crew.named("ca_1"),
                crew.named("eo_1"),
                crew.clerkOf(VILLAGE),
                VILLAGE,
                VILLAGE));
        objection();
        promise();
        stage.on("2026-11-12");
        stage.family(FATHER);
        register(crew);
        sample(crew.named("cc_2"));
    }

    private void objection() {
        stage.on("2026-10-19");
        CaseFile file = stage.applied(stage.family(OBJECTED).id());
        stage.on("2026-10-28").checkedAndVisited(file);
        stage.on("2026-11-02").reviewed(file, "符合条件，拟纳入低保。");
        stage.objectedTo(file, "2026-11-09", "2026-11-12", "有村民反映其儿子在县城有一套住房");
    }

    private void promise() {
        stage.on("2026-09-21");
        UUID household = stage.family(PROMISING).id();
        CaseFile file = stage.opened(household, "application", "commitment", "authorisation");
        stage.promised(file, "declaration", "2026-11-10");
        stage.accepted(file);
        stage.on("2026-10-12").checkedAndVisited(file);
        stage.on("2026-10-15").reviewed(file, "符合条件，拟纳入低保。");
        stage.on("2026-10-16").posted(file, "2026-10-26");
        stage.on("2026-11-03").confirmed(file);
    }

    private void register(Crew crew) {
        Officer clerk = crew.clerkOf(VILLAGE);
        relative(clerk, "柳保国", "村委会主任", Kinship.PARENT, Person.of("柳长生", "1941-02-11", Sex.MALE));
        relative(clerk, "柳保国", "村委会主任", Kinship.SIBLING, Person.of("柳保家", "1969-07-30", Sex.MALE));
        relative(clerk, "许春生", "村会计", Kinship.PARENT_IN_LAW, Person.of("邱玉芳", "1946-12-24", Sex.FEMALE));
    }

    private void relative(Officer clerk, String cadre, String post, Kinship kinship, Person person) {
        clock.moveTo(LocalDate.of(2026, 11, 12).atTime(15, 0));
        Acting.as(
                clerk,
                () -> relatives.register(new NewRelative(
                        new NewRelative.Cadre(cadre, post), kinship, person.name(), StoryStage.number(person))));
    }

    /** Drawn in November from October; every first case is looked at by somebody who had no part in it. */
    private void sample(Officer caseworker) {
        clock.moveTo(LocalDate.of(2026, 11, 4).atTime(9, 30));
        Acting.as(caseworker, () -> {
            try {
                samples.draw(MinimumLivingAllowance.CODE, DemoPlan.LAST_CLOSED);
            } catch (RuleViolation nothing) {
                return false;
            }
            clock.moveTo(LocalDate.of(2026, 11, 11).atTime(16, 0));
            samples.list(DemoPlan.LAST_CLOSED, 0, 3).forEach(this::lookAgain);
            return true;
        });
    }

    private void lookAgain(Sample sample) {
        samples.items(sample.id()).stream()
                .filter(SampleItem::isToCheck)
                .findFirst()
                .ifPresent(item -> {
                    try {
                        samples.record(
                                sample.id(),
                                item.caseId(),
                                SampleItem.Finding.IN_ORDER,
                                "入户复核，情况与档案一致",
                                LocalDate.of(2026, 11, 11));
                    } catch (RuleViolation ownCase) {
                        // whoever handled it leaves it to a colleague
                    }
                });
    }
}

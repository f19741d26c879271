package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.web.demo.Story.Person;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * A wife died on Friday and the register knows of it: on Monday the change the system made out is on the township's desk, two
 * days before its limit, and the family's money of December waits for it.
 */
@Component
@Conditional(OnDemoServer.class)
class DeathScene {

    private static final AreaCode VILLAGE = AreaCode.of("999001005201");
    private static final Person HUSBAND = Person.of("石有根", "1962-02-14", Sex.MALE);
    private static final Person WIFE = Person.of("石玉兰", "1964-08-30", Sex.FEMALE);
    private static final Person SON = Person.of("石磊", "2011-05-19", Sex.MALE);

    private final StoryStage stage;

    DeathScene(StoryStage stage) {
        this.stage = stage;
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
        StoryFamily family = stage.on("2026-10-12")
                .family(HUSBAND)
                .with(WIFE, Relation.SPOUSE)
                .with(SON, Relation.SON)
                .earning("种植", "4800")
                .granted();
        stage.on("2026-11-13").dies(family.of(WIFE), "死亡医学证明");
    }
}

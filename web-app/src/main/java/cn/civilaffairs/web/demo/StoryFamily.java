package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.resident.Relation;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A family of a story, told in one breath: who belongs to it, what it earns, that it is in care. */
final class StoryFamily {

    private final StoryStage stage;
    private final UUID id;
    private final Map<Story.Person, UUID> people = new HashMap<>();
    private UUID benefit;

    /** Registered on the stage's day. */
    StoryFamily(StoryStage stage, String fileNo, Story.Person head) {
        this.stage = stage;
        people.put(head, stage.person(head));
        this.id = stage.household(fileNo, of(head));
    }

    StoryFamily with(Story.Person person, Relation relation) {
        people.put(person, stage.person(person));
        stage.member(id, of(person), relation);
        return this;
    }

    StoryFamily earning(String name, String yearly) {
        stage.income(id, name, yearly);
        return this;
    }

    /** From the next month on, by the rule. */
    StoryFamily granted() {
        benefit = stage.granted(id);
        return this;
    }

    UUID id() {
        return id;
    }

    UUID of(Story.Person person) {
        return people.get(person);
    }

    UUID benefit() {
        return benefit;
    }
}

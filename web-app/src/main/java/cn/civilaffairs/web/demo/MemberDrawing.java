package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.web.demo.DemoPerson.Condition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Draws the people of one household, in the mixtures that live on the allowance: the old, the ill, the disabled, minors. */
final class MemberDrawing {

    /** The day the ages below are counted on: the last month of the history. */
    private static final LocalDate AGES_ON = LocalDate.of(2026, 10, 1);

    private final SplittableRandom random;
    private final DemoNames names;
    private final DemoNumbers numbers;

    private List<DemoPerson> members = new ArrayList<>();
    private String surname = "";

    MemberDrawing(SplittableRandom random, DemoNames names, DemoNumbers numbers) {
        this.random = random;
        this.names = names;
        this.numbers = numbers;
    }

    /** @return that many persons, the head (户主) first */
    List<DemoPerson> household(int size) {
        members = new ArrayList<>();
        surname = names.surname(random);
        switch (size) {
            case 1 -> alone();
            case 2 -> two();
            case 3 -> three();
            default -> many(size);
        }
        return List.copyOf(members);
    }

    /** A baby of the household, for a birth in its history. */
    DemoPerson baby(DemoPerson head, LocalDate birth) {
        Sex sex = anySex();
        Condition infant = new Condition("HEALTHY", 0, 0, "NONE", "NOT_EMPLOYED", "NONE", "10");
        return person(
                head.name().surname(),
                sex,
                birth,
                head.birth().getYear() < 1972 ? "GRANDCHILD" : child(sex),
                infant,
                false);
    }

    /** Somebody who used to live with the household: a parent, or a grown-up child. */
    DemoPerson formerMember(DemoPerson head, boolean dies) {
        Sex sex = anySex();
        if (dies) {
            int age = Math.max(62, AGES_ON.getYear() - head.birth().getYear() + between(18, 26));
            return age > 96
                    ? person(
                            names.surname(random),
                            opposite(head.sex()),
                            born(between(72, 90)),
                            "SPOUSE",
                            frail(),
                            false)
                    : person(head.name().surname(), sex, born(age), "PARENT", frail(), false);
        }
        Condition student = new Condition("HEALTHY", 0, 0, "FULL", "AT_SCHOOL", "UNDERGRADUATE", "10");
        return person(head.name().surname(), sex, born(between(21, 24)), child(sex), student, false);
    }

    private void alone() {
        int kind = random.nextInt(100);
        if (kind < 52) {
            head(anySex(), between(66, 92), old());
        } else if (kind < 78) {
            head(anySex(), between(24, 64), disabled());
        } else if (kind < 95) {
            head(anySex(), between(35, 66), seriouslyIll());
        } else {
            head(anySex(), between(45, 62), partlyAble());
        }
    }

    private void two() {
        int kind = random.nextInt(100);
        if (kind < 38) {
            oldCouple();
        } else if (kind < 63) {
            head(anySex(), between(58, 80), old());
            grownChild(between(28, 50), disabled());
        } else if (kind < 78) {
            head(anySex(), between(60, 76), old());
            minor("GRANDCHILD", between(5, 17));
        } else if (kind < 92) {
            head(random.nextInt(10) < 7 ? Sex.FEMALE : Sex.MALE, between(30, 48), working());
            child(between(4, 17));
        } else {
            head(Sex.MALE, between(45, 60), seriouslyIll());
            spouse(partlyAble());
        }
    }

    private void three() {
        int kind = random.nextInt(100);
        if (kind < 45) {
            head(Sex.MALE, between(34, 52), random.nextBoolean() ? seriouslyIll() : disabled());
            spouse(random.nextInt(10) < 6 ? working() : partlyAble());
            child(between(5, 19));
        } else if (kind < 70) {
            oldCouple();
            minor("GRANDCHILD", between(4, 17));
        } else if (kind < 88) {
            head(Sex.FEMALE, between(32, 46), working());
            child(between(9, 18));
            child(between(3, 9));
        } else {
            head(anySex(), between(64, 78), old());
            grownChild(between(34, 50), disabled());
            minor("GRANDCHILD", between(6, 17));
        }
    }

    private void many(int size) {
        head(Sex.MALE, between(34, 50), random.nextInt(10) < 6 ? seriouslyIll() : working());
        spouse(random.nextInt(10) < 5 ? working() : partlyAble());
        child(between(8, 18));
        if (size > 4 || random.nextInt(100) < 45) {
            DemoPerson head = members.get(0);
            members.add(person(surname, anySex(), born(ageOf(head) + between(20, 27)), "PARENT", old(), false));
        }
        while (members.size() < size) {
            child(between(3, 12));
        }
    }

    private void oldCouple() {
        head(Sex.MALE, between(66, 86), old());
        spouse(old());
    }

    private void head(Sex sex, int age, Condition condition) {
        members.add(person(surname, sex, born(age), "HEAD", condition, true));
    }

    private void spouse(Condition condition) {
        DemoPerson head = members.get(0);
        int age = Math.max(22, ageOf(head) - between(-2, 5));
        members.add(
                person(names.surname(random), opposite(head.sex()), born(age), "SPOUSE", married(condition), false));
        members.set(0, withCondition(head, married(head.condition())));
    }

    private void grownChild(int age, Condition condition) {
        Sex sex = anySex();
        int fitting = Math.min(age, ageOf(members.get(0)) - 18);
        members.add(person(surname, sex, born(fitting), child(sex), condition, false));
    }

    private void child(int age) {
        minor("", Math.min(age, ageOf(members.get(0)) - 18));
    }

    private void minor(String relation, int age) {
        Sex sex = anySex();
        Condition condition = age >= 18
                ? new Condition("HEALTHY", 0, 0, "FULL", "AT_SCHOOL", "UNDERGRADUATE", "10")
                : age >= 15
                        ? new Condition("HEALTHY", 0, 0, "NONE", "AT_SCHOOL", "SENIOR", "10")
                        : age >= 6
                                ? Condition.CHILD
                                : new Condition("HEALTHY", 0, 0, "NONE", "NOT_EMPLOYED", "NONE", "10");
        members.add(person(surname, sex, born(age), relation.isEmpty() ? child(sex) : relation, condition, false));
    }

    private DemoPerson person(
            String family, Sex sex, LocalDate birth, String relation, Condition condition, boolean payee) {
        IdNumber idNumber = numbers.identity(birth, sex);
        boolean reachable = payee && random.nextInt(100) < 75;
        return new DemoPerson(
                Ids.next(),
                names.draw(family.isEmpty() ? names.surname(random) : family, sex, birth.getYear(), random),
                sex,
                idNumber,
                relation,
                condition,
                reachable ? numbers.phone() : null,
                payee ? numbers.account() : null,
                null,
                null,
                null);
    }

    private static DemoPerson withCondition(DemoPerson person, Condition condition) {
        return new DemoPerson(
                person.id(),
                person.name(),
                person.sex(),
                person.idNumber(),
                person.relation(),
                condition,
                person.phone(),
                person.account(),
                null,
                null,
                null);
    }

    private Condition old() {
        int kind = random.nextInt(100);
        if (kind < 14) {
            return disabled();
        }
        if (kind < 24) {
            return seriouslyIll();
        }
        String health = kind < 60 ? "ILL" : "HEALTHY";
        return new Condition(
                health, 0, 0, kind < 85 ? "NONE" : "PARTIAL", kind < 85 ? "NOT_EMPLOYED" : "FARMING", null, widowed());
    }

    private Condition frail() {
        return new Condition("ILL", 0, 0, "NONE", "NOT_EMPLOYED", null, widowed());
    }

    private Condition disabled() {
        int[] kinds = {1, 2, 4, 4, 4, 5, 6, 6, 7};
        int grade = random.nextInt(100) < 52 ? between(1, 2) : between(3, 4);
        String labour = grade <= 2 ? "NONE" : "PARTIAL";
        return new Condition(
                "DISABLED", kinds[random.nextInt(kinds.length)], grade, labour, "NOT_EMPLOYED", null, unmarried());
    }

    private Condition seriouslyIll() {
        return new Condition(
                "SERIOUSLY_ILL", 0, 0, random.nextInt(3) == 0 ? "PARTIAL" : "NONE", "NOT_EMPLOYED", null, unmarried());
    }

    private Condition partlyAble() {
        String employment = random.nextInt(10) < 7 ? "FARMING" : "UNEMPLOYED";
        return new Condition(
                random.nextInt(10) < 4 ? "ILL" : "HEALTHY", 0, 0, "PARTIAL", employment, null, unmarried());
    }

    private Condition working() {
        return new Condition("HEALTHY", 0, 0, "FULL", "EMPLOYED", null, "40");
    }

    private static Condition married(Condition condition) {
        return new Condition(
                condition.health(),
                condition.disabilityKind(),
                condition.disabilityGrade(),
                condition.labour(),
                condition.employment(),
                condition.schooling(),
                "20");
    }

    private String widowed() {
        return random.nextInt(10) < 8 ? "30" : "10";
    }

    private @Nullable String unmarried() {
        return random.nextInt(10) < 6 ? "10" : "40";
    }

    private String child(Sex sex) {
        return sex == Sex.MALE ? "SON" : "DAUGHTER";
    }

    private int ageOf(DemoPerson person) {
        return person.idNumber().ageOn(AGES_ON);
    }

    private LocalDate born(int age) {
        return AGES_ON.minusYears(age).minusDays(random.nextInt(365));
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private Sex anySex() {
        return random.nextBoolean() ? Sex.MALE : Sex.FEMALE;
    }

    private static Sex opposite(Sex sex) {
        return sex == Sex.MALE ? Sex.FEMALE : Sex.MALE;
    }
}

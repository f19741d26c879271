package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws names of invented persons from lists of how often surnames and given characters occur. */
final class DemoNames {

    /** @param surname the part pinyin reads as a surname; empty for names of other peoples */
    record DrawnName(String surname, String given, String ethnicity) {

        String full() {
            return surname + given;
        }
    }

    private record Given(List<String> usual, List<String> rare) {}

    private record Minority(String name, Sex sex, String ethnicity) {}

    private static final int MINORITY_PER_THOUSAND = 3;
    private static final int RARE_PER_THOUSAND = 6;
    private static final int SINGLE_CHARACTER_PERCENT = 18;
    private static final List<String> OTHER_PEOPLES = List.of("回族", "土家族", "苗族", "壮族", "满族");

    private final List<String> surnames = new ArrayList<>();
    private final List<Integer> cumulated = new ArrayList<>();
    private final Map<String, Given> given = new HashMap<>();
    private final List<Minority> minorities = new ArrayList<>();

    DemoNames() {
        int sum = 0;
        for (String line : DemoText.lines("surnames.txt")) {
            String[] fields = line.split(" ");
            sum += Integer.parseInt(fields[1]);
            surnames.add(fields[0]);
            cumulated.add(sum);
        }
        for (String line : DemoText.lines("given-names.txt")) {
            String[] fields = line.split("\\|");
            given.put(fields[0], new Given(List.of(fields[1].split(" ")), List.of(fields[2].split(" "))));
        }
        for (String line : DemoText.lines("minority-names.txt")) {
            String[] fields = line.split("\\|");
            minorities.add(new Minority(fields[0], Sex.valueOf(fields[1]), fields[2]));
        }
    }

    String surname(SplittableRandom random) {
        int drawn = random.nextInt(cumulated.get(cumulated.size() - 1));
        int i = 0;
        while (cumulated.get(i) <= drawn) {
            i++;
        }
        return surnames.get(i);
    }

    /** A name of that sex and generation; children are given the surname of their family. */
    DrawnName draw(String surname, Sex sex, int birthYear, SplittableRandom random) {
        if (random.nextInt(1000) < MINORITY_PER_THOUSAND) {
            List<Minority> fitting =
                    minorities.stream().filter(name -> name.sex() == sex).toList();
            Minority name = fitting.get(random.nextInt(fitting.size()));
            return new DrawnName("", name.name(), name.ethnicity());
        }
        String generation = birthYear < 1965 ? "OLD" : birthYear < 1990 ? "MIDDLE" : "YOUNG";
        Given characters = given.get(generation + " " + sex);
        StringBuilder name = new StringBuilder();
        if (random.nextInt(1000) < RARE_PER_THOUSAND) {
            name.append(pick(characters.rare(), random));
        } else {
            name.append(pick(characters.usual(), random));
        }
        if (random.nextInt(100) >= SINGLE_CHARACTER_PERCENT) {
            name.append(pick(characters.usual(), random));
        }
        return new DrawnName(surname, name.toString(), random.nextInt(100) < 3 ? pick(OTHER_PEOPLES, random) : "汉族");
    }

    private static String pick(List<String> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}

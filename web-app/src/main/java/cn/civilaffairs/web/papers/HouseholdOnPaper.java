package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdOnDate.Member;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.web.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A household as the boxes of a paper form want it: words instead of codes, short enough for a cell. */
@Component
class HouseholdOnPaper {

    private static final PaperWords PAPER_WORDS = new PaperWords();

    private final Words words;

    HouseholdOnPaper(Words words) {
        this.words = words;
    }

    /** @param numbers identity numbers to print instead of the masked ones */
    List<MinimumLivingFacts.Person> members(HouseholdOnDate household, Map<UUID, String> numbers) {
        return household.members().stream()
                .map(member -> new MinimumLivingFacts.Person(
                        member.name(),
                        relation(member),
                        words.of(member.sex()),
                        member.ageOn(household.date()),
                        numbers.getOrDefault(member.residentId(), member.maskedIdNumber()),
                        health(member),
                        word(member.labour()),
                        word(member.employment())))
                .toList();
    }

    private String relation(Member member) {
        if (member.relation() == Relation.HEAD) {
            return "本人";
        }
        boolean parent = member.relation() == Relation.PARENT;
        return parent ? (member.sex() == Sex.FEMALE ? "母" : "父") : words.of(member.relation());
    }

    private String health(Member member) {
        if (member.disabilityKind() == null || member.disabilityGrade() == null) {
            return words.of(member.health());
        }
        return words.of("DisabilityKind", member.disabilityKind().toString())
                + "一二三四".charAt(member.disabilityGrade() - 1)
                + "级";
    }

    List<String> incomesAndExpenses(HouseholdOnDate household) {
        return items(household, category -> !category.isProperty());
    }

    List<String> property(HouseholdOnDate household) {
        return items(household, MeansCategory::isProperty);
    }

    /** The lines of the declaration, income first, then property. */
    List<MinimumLivingFacts.MeansRow> meansRows(HouseholdOnDate household) {
        Map<UUID, String> names =
                household.members().stream().collect(Collectors.toMap(Member::residentId, Member::name));
        return household.means().stream()
                .sorted(Comparator.comparing(MeansItem::category))
                .map(item -> new MinimumLivingFacts.MeansRow(
                        words.of(item.category()),
                        item.name(),
                        item.residentId() == null ? "全家" : names.getOrDefault(item.residentId(), "原成员"),
                        item.amount(),
                        item.period() == MeansPeriod.POINT ? "现值" : words.of(item.period()),
                        item.exemption() == null ? "" : words.of(item.exemption())))
                .toList();
    }

    /** A row of each kind with room to write. */
    List<MinimumLivingFacts.MeansRow> blankMeansRows() {
        return Stream.of(MeansCategory.values())
                .map(category -> new MinimumLivingFacts.MeansRow(words.of(category), "", "", null, "", ""))
                .toList();
    }

    private List<String> items(HouseholdOnDate household, Predicate<MeansCategory> wanted) {
        Map<UUID, String> names =
                household.members().stream().collect(Collectors.toMap(Member::residentId, Member::name));
        return household.means().stream()
                .filter(item -> wanted.test(item.category()))
                .map(item -> line(item, item.residentId() == null ? null : names.get(item.residentId())))
                .toList();
    }

    private String line(MeansItem item, @Nullable String owner) {
        String period = item.period() == MeansPeriod.POINT ? "" : "/" + words.of(item.period());
        String exempt = item.exemption() == null ? "" : "，不计入";
        String whose = owner == null ? "" : "（" + owner + exempt + "）";
        return words.of(item.category()) + "·" + item.name() + " " + PAPER_WORDS.amount(item.amount()) + " 元" + period
                + (owner == null && !exempt.isEmpty() ? "（不计入）" : whose);
    }

    private String word(@Nullable Enum<?> constant) {
        return constant == null ? "" : words.of(constant);
    }
}

package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A public notice of a village (长期公示榜), A3: name, size and amount of each household and nothing else. Who is a minor is not
 * on it (benefits handbook §1.9, security design T10).
 */
record VillagePoster(MinimumLivingFacts.Places places, String scheme, LocalDate from, LocalDate to, List<Line> lines)
        implements PaperContent {

    record Line(int no, String name, int persons, Money amount) {}

    @Override
    public String number() {
        return "";
    }

    @Override
    public List<String> names() {
        return lines.stream().map(Line::name).toList();
    }

    public String village() {
        return places.village();
    }

    public int households() {
        return lines.size();
    }

    public int persons() {
        return lines.stream().mapToInt(Line::persons).sum();
    }

    /** The lines two by two, as a row of the sheet holds them. */
    public List<List<Line>> pairs() {
        List<List<Line>> pairs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            pairs.add(lines.subList(i, Math.min(lines.size(), i + 2)));
        }
        return pairs;
    }
}

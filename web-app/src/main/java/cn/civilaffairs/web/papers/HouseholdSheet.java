package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One household on one page (一户一页): who belongs to it, what it has, what it gets, and what happened.
 *
 * @param means the first lines of its income and property; {@code moreMeans} more are in the file
 * @param events the latest lines of its history; {@code moreEvents} more are in the file
 */
record HouseholdSheet(
        String fileNo,
        MinimumLivingFacts.Places places,
        String address,
        String residenceWord,
        int counted,
        List<MinimumLivingFacts.Person> members,
        List<MinimumLivingFacts.MeansRow> means,
        int moreMeans,
        List<Benefit> benefits,
        @Nullable Money monthlyTotal,
        List<Paid> payments,
        List<Event> events,
        int moreEvents,
        String printedBy)
        implements PaperContent {

    static final int MEANS = 10;
    static final int PAYMENTS = 6;
    static final int EVENTS = 8;

    static HouseholdSheet blank(MinimumLivingFacts.Places places) {
        MinimumLivingFacts.Person nobody = new MinimumLivingFacts.Person("", "", "", null, "", "", "", "");
        return new HouseholdSheet(
                "",
                places,
                "",
                "",
                0,
                List.of(nobody, nobody, nobody, nobody, nobody),
                List.of(),
                0,
                List.of(new Benefit("", "", null, null, "", "")),
                null,
                List.of(),
                List.of(),
                0,
                "");
    }

    public boolean isBlank() {
        return fileNo.isEmpty();
    }

    @Override
    public String number() {
        return fileNo;
    }

    @Override
    public List<String> names() {
        return members.stream().map(MinimumLivingFacts.Person::name).toList();
    }

    public MinimumLivingFacts.Person head() {
        return members.get(0);
    }

    /** A benefit in force. */
    record Benefit(
            String scheme,
            String holder,
            @Nullable Money amount,
            @Nullable YearMonth since,
            String reviewClass,
            String status) {}

    record Paid(YearMonth month, String scheme, Money amount, String account, String outcome) {}

    record Event(LocalDate on, String words) {}
}

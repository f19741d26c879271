package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the papers of a minimum living application (最低生活保障申请) say, in words ready to print. */
public record MinimumLivingFacts(
        UUID caseId,
        String caseNo,
        AreaCode area,
        Set<Milestone> reached,
        Places places,
        String residenceWord,
        @Nullable LocalDate appliedOn,
        @Nullable LocalDate acceptedOn,
        @Nullable LocalDate limitOn,
        String handler,
        String address,
        String cause,
        String careClass,
        List<Person> members,
        List<Missing> missing,
        List<String> incomes,
        List<String> assets,
        String checkSummary,
        @Nullable Visit visit,
        @Nullable Proposal proposal,
        @Nullable Proposal granted,
        @Nullable Standard standard,
        @Nullable Posting posting,
        List<Opinion> opinions,
        @Nullable Decision decision,
        Gathered gathered)
        implements PaperData {

    /** Rows of a blank form's tables. */
    private static final int BLANK_ROWS = 5;

    /** The same papers with nothing filled in, for the pen. */
    static MinimumLivingFacts blank(AreaCode area, Places places, List<MeansRow> meansRows, List<Check> checks) {
        Person nobody = new Person("", "", "", null, "", "", "", "");
        return new MinimumLivingFacts(
                new UUID(0, 0),
                "",
                area,
                EnumSet.allOf(Milestone.class),
                places,
                "城乡",
                null,
                null,
                null,
                "",
                "",
                "",
                "",
                Collections.nCopies(BLANK_ROWS, nobody),
                Collections.nCopies(BLANK_ROWS, new Missing("", "")),
                List.of(""),
                List.of(""),
                "",
                null,
                new Proposal(null, null, null, List.of("")),
                null,
                new Standard(null, ""),
                new Posting(null, null, "", false),
                List.of(
                        new Opinion(places.townshipOffice(), "审核意见", "", null, null),
                        new Opinion(places.village(), "公示结果", "", null, null),
                        new Opinion(places.countyOffice(), "确认意见", "", null, null)),
                new Decision(places.countyOffice(), null, Collections.nCopies(3, "")),
                new Gathered(meansRows, checks, null, null));
    }

    /** Whether it is a blank form (空白表). */
    public boolean isBlank() {
        return caseNo.isEmpty();
    }

    @Override
    public List<String> names() {
        return members.stream().map(Person::name).toList();
    }

    /** What the decision grants; until there is one, what is proposed. The month counts from the decision (§1.5). */
    public @Nullable Proposal decided() {
        return granted == null ? proposal : granted;
    }

    /** What is handed over against a receipt (送达回证). */
    public List<String> toDeliver() {
        List<String> titles = new ArrayList<>();
        if (reached.contains(Milestone.PAPERS_MISSING)) {
            titles.add("补正材料一次性告知书");
        }
        if (reached.contains(Milestone.ACCEPTED)) {
            titles.add("最低生活保障申请受理通知书");
        }
        if (reached.contains(Milestone.CONFIRMED)) {
            titles.add("最低生活保障确认通知书");
        }
        if (reached.contains(Milestone.REFUSED)) {
            titles.add("不予确认最低生活保障通知书");
        }
        return titles;
    }

    /** Grown-up members, who sign for themselves. */
    public List<Person> adults() {
        return isBlank()
                ? members.subList(0, 1)
                : members.stream().filter(Person::adult).toList();
    }

    /** The person applying; a household is never without its head. */
    public Person applicant() {
        return members.get(0);
    }

    /** Names of places and of the offices that sign. */
    public record Places(String county, String township, String village, String countyOffice, String townshipOffice) {}

    public record Person(
            String name,
            String relation,
            String sex,
            @Nullable Integer age,
            String idNumber,
            String health,
            String labour,
            String employment) {

        public boolean adult() {
            return age != null && age >= 18;
        }
    }

    /** A document still to be handed in. */
    public record Missing(String title, String note) {}

    public record Visit(
            LocalDate on,
            String firstSurveyor,
            String secondSurveyor,
            String present,
            String housing,
            String living,
            String result,
            boolean signed) {

        public String surveyors() {
            return firstSurveyor + "、" + secondSurveyor;
        }
    }

    /** The amount reckoned for the household, each line of the reckoning in words. */
    public record Proposal(
            @Nullable Integer persons,
            @Nullable Money amount,
            @Nullable YearMonth firstMonth,
            List<String> lines) {}

    public record Standard(@Nullable Money amount, String docNo) {}

    /** @param over whether its time is over: what is printed then is for the file and hangs nowhere any more */
    public record Posting(
            @Nullable LocalDate postedOn, @Nullable LocalDate endsOn, String place, boolean over) {}

    /** One box of the approval form; empty where nobody has written yet. */
    public record Opinion(
            String office,
            String title,
            String text,
            @Nullable String officer,
            @Nullable LocalDate on) {}

    public record Decision(String office, @Nullable LocalDate on, List<String> reasons) {}

    /**
     * What was gathered on the way.
     *
     * @param relativeOfStaff whether a near relative works in the office or the village; null on a blank form
     */
    public record Gathered(
            List<MeansRow> means,
            List<Check> checks,
            @Nullable Boolean relativeOfStaff,
            @Nullable Appraisal appraisal) {}

    /** A line of the declaration of means (家庭经济状况申报表). */
    public record MeansRow(
            String category,
            String name,
            String owner,
            @Nullable Money amount,
            String period,
            String exemption) {}

    /** What one department answered (信息核对). */
    public record Check(
            String department,
            String answer,
            String finding,
            @Nullable LocalDate on,
            String by) {}

    /** A democratic appraisal (民主评议) as its minutes say. */
    public record Appraisal(
            LocalDate on,
            String place,
            String convenor,
            List<String> attendees,
            int agreed,
            int disagreed,
            int abstained,
            String minutes) {}
}

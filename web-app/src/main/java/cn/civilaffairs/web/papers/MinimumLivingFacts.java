package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
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
        LocalDate appliedOn,
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
        @Nullable Standard standard,
        @Nullable Posting posting,
        List<Opinion> opinions,
        @Nullable Decision decision)
        implements PaperData {

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
            int age,
            String idNumber,
            String health,
            String labour,
            String employment) {}

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
    public record Proposal(int persons, Money amount, YearMonth firstMonth, List<String> lines) {}

    public record Standard(Money amount, String docNo) {}

    public record Posting(LocalDate postedOn, LocalDate endsOn, String place) {}

    /** One box of the approval form; empty where nobody has written yet. */
    public record Opinion(
            String office,
            String title,
            String text,
            @Nullable String officer,
            @Nullable LocalDate on) {}

    public record Decision(String office, LocalDate on, List<String> reasons) {}
}

package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the papers of a change in payment say (增减停发): what happened, and the money before and after, line by line.
 *
 * @param since the day it happened; null on a blank form
 * @param notice what the notice to the household says of it
 * @param changes each line of the reckoning that is another: its name, before, after
 */
record ChangeOnPaper(
        UUID caseId,
        String caseNo,
        AreaCode area,
        Set<Milestone> reached,
        BenefitNotice notice,
        String kind,
        @Nullable LocalDate since,
        String basis,
        List<Line> changes,
        List<MinimumLivingFacts.Opinion> opinions)
        implements PaperData {

    /** Rows of a blank form's table. */
    private static final int ROOM = 6;

    record Line(String name, String before, String after) {}

    /** Nothing filled in but the offices that sign. */
    static ChangeOnPaper blank(AreaCode area, MinimumLivingFacts.Places places, String scheme) {
        return new ChangeOnPaper(
                new UUID(0, 0),
                "",
                area,
                Set.of(),
                BenefitNotice.blank(places, scheme, ""),
                "",
                null,
                "",
                Collections.nCopies(ROOM, new Line("\u3000", "", "")),
                List.of(
                        new MinimumLivingFacts.Opinion(places.townshipOffice(), "审核意见", "", null, null),
                        new MinimumLivingFacts.Opinion(places.countyOffice(), "确认意见", "", null, null)));
    }

    @Override
    public List<String> names() {
        return notice.names();
    }

    public boolean isBlank() {
        return notice.isBlank();
    }

    public MinimumLivingFacts.Places places() {
        return notice.places();
    }

    public String office() {
        return notice.office();
    }

    public String recipient() {
        return notice.recipient();
    }

    public String address() {
        return notice.address();
    }

    public String scheme() {
        return notice.scheme();
    }

    public String act() {
        return notice.act();
    }

    @Nullable
    public YearMonth from() {
        return notice.from();
    }

    @Nullable
    public Integer personsBefore() {
        return notice.personsBefore();
    }

    @Nullable
    public Integer personsAfter() {
        return notice.personsAfter();
    }

    @Nullable
    public Money before() {
        return notice.before();
    }

    @Nullable
    public Money after() {
        return notice.after();
    }

    public String reason() {
        return notice.reason();
    }
}

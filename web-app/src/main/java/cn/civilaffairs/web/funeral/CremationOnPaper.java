package cn.civilaffairs.web.funeral;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.web.papers.Milestone;
import cn.civilaffairs.web.papers.PaperData;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the papers of a cremation say. */
record CremationOnPaper(
        UUID caseId,
        String caseNo,
        AreaCode area,
        Set<Milestone> reached,
        String office,
        String deceased,
        String sex,
        LocalDate birthDate,
        String idNumber,
        String address,
        LocalDate diedOn,
        String deathPaperNo,
        @Nullable LocalDate crematedOn,
        @Nullable String certificateNo,
        @Nullable LocalDate certifiedOn,
        String handler,
        String handlerRelation,
        List<Fee> fees,
        Money total,
        Money waived,
        Money payable,
        Money cap)
        implements PaperData {

    /** A line of the bill. */
    record Fee(String item, Money amount) {}

    @Override
    public String number() {
        return certificateNo == null ? caseNo : certificateNo;
    }

    @Override
    public List<String> names() {
        return List.of(deceased, handler);
    }
}

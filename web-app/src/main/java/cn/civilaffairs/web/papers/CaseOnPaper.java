package cn.civilaffairs.web.papers;

import cn.civilaffairs.casework.CaseEntry;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.CaseStatus;
import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.papers.MinimumLivingFacts.Decision;
import cn.civilaffairs.web.papers.MinimumLivingFacts.Missing;
import cn.civilaffairs.web.papers.MinimumLivingFacts.Opinion;
import cn.civilaffairs.web.papers.MinimumLivingFacts.Places;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the history of a case says to its papers: when it was accepted, who found what, how it was decided. */
record CaseOnPaper(CaseFolder folder, Places places, Words words) {

    Set<Milestone> reached() {
        Set<Milestone> reached = EnumSet.of(Milestone.RECEIVED);
        if (!missing().isEmpty()) {
            reached.add(Milestone.PAPERS_MISSING);
        }
        if (acceptedOn() != null) {
            reached.add(Milestone.ACCEPTED);
        }
        if (folder.posting().isPresent()) {
            reached.add(Milestone.POSTED);
        }
        if (folder.file().status() == CaseStatus.CONFIRMED) {
            reached.add(Milestone.CONFIRMED);
            reached.add(Milestone.DECIDED);
        }
        if (folder.file().status() == CaseStatus.REFUSED) {
            reached.add(Milestone.REFUSED);
            reached.add(Milestone.DECIDED);
        }
        return reached;
    }

    /** The day the case first left its first step: an application is accepted once its papers are complete. */
    @Nullable
    LocalDate acceptedOn() {
        String first = folder.procedure().first().code();
        return folder.entries().stream()
                .filter(entry -> entry.step().equals(first) && entry.toStep() != null && entry.act() != CaseAct.OPEN)
                .findFirst()
                .map(CaseOnPaper::day)
                .orElse(null);
    }

    String handler() {
        return folder.entries().isEmpty() ? "" : folder.entries().get(0).officerName();
    }

    List<Missing> missing() {
        return folder.papers().stream()
                .filter(paper -> paper.state() == CasePaper.State.MISSING || paper.state() == CasePaper.State.PROMISED)
                .map(paper -> new Missing(
                        words.of("Paper." + folder.file().matter(), paper.code()),
                        paper.note() == null ? "" : paper.note()))
                .toList();
    }

    /** The boxes of the approval form, in the order in which they are filled. */
    List<Opinion> opinions() {
        List<Opinion> boxes = new ArrayList<>();
        boxes.add(box(places.townshipOffice(), "审核意见", last(Duty.REVIEW, CaseAct.AGREE, CaseAct.RESUBMIT), "同意上报。"));
        Optional<CaseEntry> posted = last(null, CaseAct.POSTING_CLEAR, CaseAct.POSTING_OBJECTION);
        boxes.add(box(
                places.village(),
                "公示结果",
                posted,
                posted.filter(entry -> entry.act() == CaseAct.POSTING_OBJECTION).isPresent() ? "有异议。" : "公示期满，无异议。"));
        Optional<CaseEntry> decided = last(Duty.CONFIRM, CaseAct.AGREE, CaseAct.REFUSE);
        boxes.add(box(
                decidingOffice(),
                "确认意见",
                decided,
                decided.filter(entry -> entry.act() == CaseAct.REFUSE).isPresent() ? "不予确认。" : "同意确认。"));
        return boxes;
    }

    private static Opinion box(String office, String title, Optional<CaseEntry> entry, String otherwise) {
        return entry.map(written -> new Opinion(
                        office,
                        title,
                        written.opinion() == null || written.opinion().isBlank() ? otherwise : written.opinion(),
                        written.officerName(),
                        day(written)))
                .orElseGet(() -> new Opinion(office, title, "", null, null));
    }

    @Nullable
    Decision decision() {
        CaseFile file = folder.file();
        if (file.closedOn() == null || file.status() == CaseStatus.OPEN) {
            return null;
        }
        List<String> reasons = last(null, CaseAct.REFUSE).stream()
                .flatMap(entry -> Stream.of(
                                entry.reasonCode() == null ? null : words.of("RefuseReason", entry.reasonCode()),
                                entry.opinion())
                        .filter(text -> text != null && !text.isBlank()))
                .distinct()
                .toList();
        return new Decision(decidingOffice(), file.closedOn(), reasons);
    }

    /** Where confirming is devolved, and where an application is refused before it reaches the county, the township decides. */
    private String decidingOffice() {
        boolean atTownship = folder.file().devolved()
                || folder.file().status() == CaseStatus.REFUSED && folder.step().duty() != Duty.CONFIRM;
        return atTownship ? places.townshipOffice() : places.countyOffice();
    }

    MinimumLivingFacts.@Nullable Posting posting(LocalDate today) {
        return folder.posting()
                .map(posting -> new MinimumLivingFacts.Posting(
                        posting.postedOn(),
                        posting.endsOn(),
                        posting.place(),
                        !posting.isRunning() || posting.endsOn().isBefore(today)))
                .orElse(null);
    }

    private Optional<CaseEntry> last(@Nullable Duty duty, CaseAct... acts) {
        return folder.entries().stream()
                .filter(entry -> duty == null || entry.duty() == duty)
                .filter(entry -> List.of(acts).contains(entry.act()))
                .reduce((earlier, later) -> later);
    }

    private static LocalDate day(CaseEntry entry) {
        return LocalDate.ofInstant(entry.at(), BusinessClock.ZONE);
    }
}

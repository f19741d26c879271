package cn.civilaffairs.web.papers;

import cn.civilaffairs.assistance.minimumliving.HomeVisit;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingFolder;
import cn.civilaffairs.assistance.minimumliving.Proposal;
import cn.civilaffairs.assistance.minimumliving.ReckoningLine;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealedField;
import cn.civilaffairs.web.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The papers of 最低生活保障, in the order in which a case needs them (benefits handbook §1.9b). */
@Component
class MinimumLivingPapers implements PaperSource {

    static final List<Paper> PAPERS = List.of(
            new Paper("supplement", "补正材料一次性告知书", "minimum-living/supplement", Milestone.PAPERS_MISSING),
            new Paper("acceptance", "受理通知书", "minimum-living/acceptance", Milestone.ACCEPTED),
            new Paper("home-visit-blank", "入户调查表（空白）", "minimum-living/home-visit", Milestone.RECEIVED),
            new Paper("home-visit", "入户调查表", "minimum-living/home-visit", Milestone.VISITED),
            new Paper("posting", "审核情况公示", "minimum-living/posting", Milestone.POSTED),
            new Paper("approval", "审批表", "minimum-living/approval", Milestone.RECEIVED).identifying(),
            new Paper("confirmation", "确认通知书", "minimum-living/confirmation", Milestone.CONFIRMED),
            new Paper("refusal", "不予确认通知书", "minimum-living/refusal", Milestone.REFUSED));

    private static final Set<String> SHORT_RECKONING = Set.of(
            ReckoningLine.GUARANTEED,
            ReckoningLine.INCOME_OF_MONTH,
            ReckoningLine.TIER,
            ReckoningLine.GAP,
            ReckoningLine.SUPPLEMENTS_CAPPED,
            ReckoningLine.RAISED_TO_LEAST,
            ReckoningLine.AMOUNT);

    private final CaseDesk cases;
    private final MinimumLivingDesk desk;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final HouseholdOnPaper onPaper;
    private final Words words;

    MinimumLivingPapers(
            CaseDesk cases,
            MinimumLivingDesk desk,
            HouseholdRegister households,
            ResidentRegister residents,
            AreaRegister areas,
            HouseholdOnPaper onPaper,
            Words words) {
        this.cases = cases;
        this.desk = desk;
        this.households = households;
        this.residents = residents;
        this.areas = areas;
        this.onPaper = onPaper;
        this.words = words;
    }

    @Override
    public String matter() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public List<Paper> papers() {
        return PAPERS;
    }

    @Override
    public MinimumLivingFacts data(UUID caseId, AreaScope scope) {
        return facts(caseId, scope, null);
    }

    @Override
    public MinimumLivingFacts identifyingData(UUID caseId, Paper paper, AreaScope scope) {
        return facts(caseId, scope, "打印" + paper.title());
    }

    /** @param reason why the applicant's number is shown whole; null to keep it masked */
    private MinimumLivingFacts facts(UUID caseId, AreaScope scope, @Nullable String reason) {
        CaseFolder folder = cases.folder(caseId);
        MinimumLivingFolder gathered = desk.folder(caseId);
        CaseFile file = folder.file();
        HouseholdOnDate household = households.asOf(gathered.application().householdId(), file.openedOn(), scope);
        CaseOnPaper trail = new CaseOnPaper(folder, places(file.area()), words);
        Set<Milestone> reached = trail.reached();
        HomeVisit visit = gathered.visits().stream().findFirst().orElse(null);
        Proposal proposal = gathered.proposal().orElse(null);
        if (visit != null) {
            reached.add(Milestone.VISITED);
        }
        if (proposal != null) {
            reached.add(Milestone.PROPOSED);
        }
        return new MinimumLivingFacts(
                caseId,
                file.caseNo(),
                file.area(),
                reached,
                trail.places(),
                words.of(gathered.application().residence()),
                gathered.application().appliedOn(),
                trail.acceptedOn(),
                folder.whole() == null ? null : folder.whole().dueOn(),
                trail.handler(),
                Objects.requireNonNullElse(household.address(), ""),
                gathered.application().cause(),
                gathered.application().reviewClass() == null
                        ? ""
                        : gathered.application().reviewClass().name() + " 类",
                onPaper.members(household, numbers(household, reason, scope)),
                trail.missing(),
                onPaper.incomesAndExpenses(household),
                onPaper.property(household),
                checkSummary(gathered),
                visit == null ? null : visit(visit),
                proposal == null ? null : proposal(proposal),
                proposal == null ? null : standard(proposal),
                trail.posting(),
                trail.opinions(),
                trail.decision());
    }

    private Map<UUID, String> numbers(HouseholdOnDate household, @Nullable String reason, AreaScope scope) {
        if (reason == null) {
            return Map.of();
        }
        return household
                .head()
                .map(head -> Map.of(
                        head.residentId(), residents.reveal(head.residentId(), RevealedField.ID_NUMBER, reason, scope)))
                .orElse(Map.of());
    }

    private MinimumLivingFacts.Places places(AreaCode village) {
        String county = areas.name(village.county());
        String township = areas.name(village.township());
        return new MinimumLivingFacts.Places(
                county,
                township,
                areas.name(village),
                county + "民政局",
                township.endsWith("街道") ? township + "办事处" : township + "人民政府");
    }

    private String checkSummary(MinimumLivingFolder gathered) {
        if (gathered.checks().isEmpty()) {
            return "";
        }
        List<String> findings = gathered.checks().stream()
                .filter(check -> check.finding() != null && !check.finding().isBlank())
                .map(check -> words.of(check.department()) + "：" + check.finding())
                .toList();
        String summary = "向 " + gathered.checks().size() + " 个部门核对"
                + (gathered.unanswered() > 0 ? "，" + gathered.unanswered() + " 个未反馈。" : "，均已反馈。");
        return summary + (findings.isEmpty() ? "与申报一致。" : String.join("；", findings) + "。");
    }

    private static MinimumLivingFacts.Visit visit(HomeVisit visit) {
        String finding = visit.finding() == null ? "" : visit.finding();
        return new MinimumLivingFacts.Visit(
                visit.visitedOn(),
                visit.surveyor(),
                visit.secondSurveyor(),
                visit.present(),
                visit.housing(),
                visit.living(),
                visit.consistent() ? "与申报一致。" + finding : "与申报不一致：" + finding,
                visit.signedByHousehold());
    }

    private MinimumLivingFacts.Proposal proposal(Proposal proposal) {
        return new MinimumLivingFacts.Proposal(
                proposal.persons(),
                proposal.amount(),
                proposal.effectiveMonth(),
                proposal.reckoning().lines().stream()
                        .filter(line -> SHORT_RECKONING.contains(line.code())
                                || line.code().startsWith(ReckoningLine.SUPPLEMENT + "-"))
                        .map(this::line)
                        .toList());
    }

    private String line(ReckoningLine line) {
        String subject = line.subject() == null ? "" : "（" + line.subject() + "）";
        String figure = line.figure() == null ? "" : line.figure() + " = ";
        return words.of("Reckoning", line.code()) + subject + "：" + figure + Rounding.FEN_HALF_UP.apply(line.amount())
                + " 元";
    }

    private static MinimumLivingFacts.@Nullable Standard standard(Proposal proposal) {
        return proposal.reckoning().lines().stream()
                .filter(line -> line.code().equals(ReckoningLine.STANDARD))
                .map(line -> new MinimumLivingFacts.Standard(
                        Rounding.FEN_HALF_UP.apply(line.amount()), Objects.requireNonNullElse(line.document(), "")))
                .findFirst()
                .orElse(null);
    }
}

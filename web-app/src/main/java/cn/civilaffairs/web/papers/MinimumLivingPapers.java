package cn.civilaffairs.web.papers;

import cn.civilaffairs.assistance.minimumliving.Department;
import cn.civilaffairs.assistance.minimumliving.HomeVisit;
import cn.civilaffairs.assistance.minimumliving.MeansCheck;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingFolder;
import cn.civilaffairs.assistance.minimumliving.Proposal;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson;
import cn.civilaffairs.assistance.minimumliving.ReckoningJson.Reckoning;
import cn.civilaffairs.assistance.minimumliving.ReckoningLine;
import cn.civilaffairs.casework.Appraisal;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealedField;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The papers of 最低生活保障, in the order in which a case needs them (benefits handbook §1.9b). */
@Component
class MinimumLivingPapers implements PaperSource {

    static final List<Paper> PAPERS = List.of(
            paper("application", "申请书", Milestone.RECEIVED).identifying(),
            paper("commitment", "诚信承诺书", Milestone.RECEIVED),
            paper("authorisation", "核对授权书（每名成年成员）", Milestone.RECEIVED).identifying(),
            paper("declaration", "家庭经济状况申报表", Milestone.RECEIVED),
            paper("supplement", "补正材料一次性告知书", Milestone.PAPERS_MISSING),
            paper("acceptance", "受理通知书", Milestone.ACCEPTED),
            paper("check-report", "核对报告", Milestone.CHECKED),
            new Paper("home-visit-blank", "入户调查表（空白）", "minimum-living/home-visit", Milestone.RECEIVED),
            paper("home-visit", "入户调查表", Milestone.VISITED),
            paper("appraisal", "民主评议记录", Milestone.RECEIVED),
            paper("review-opinion", "初审意见", Milestone.PROPOSED),
            paper("posting", "审核情况公示", Milestone.POSTED),
            paper("posting-photos", "公示照片记录单", Milestone.POSTED),
            paper("approval", "审批表", Milestone.RECEIVED).identifying(),
            paper("confirmation", "确认通知书", Milestone.CONFIRMED),
            paper("certificate", "保障证", Milestone.CONFIRMED),
            paper("refusal", "不予确认通知书", Milestone.REFUSED),
            paper("delivery", "送达回证", Milestone.RECEIVED));

    private static Paper paper(String code, String title, Milestone from) {
        return new Paper(code, title, "minimum-living/" + code, from);
    }

    private static final int GROWN_UP = 18;

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
    private final EntitlementDesk entitlements;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final PlacesOnPaper places;
    private final HouseholdOnPaper onPaper;
    private final Words words;
    private final Show show;
    private final Clock clock;

    MinimumLivingPapers(
            CaseDesk cases,
            MinimumLivingDesk desk,
            EntitlementDesk entitlements,
            HouseholdRegister households,
            ResidentRegister residents,
            PlacesOnPaper places,
            HouseholdOnPaper onPaper,
            Words words,
            Show show,
            Clock clock) {
        this.cases = cases;
        this.desk = desk;
        this.entitlements = entitlements;
        this.households = households;
        this.residents = residents;
        this.places = places;
        this.onPaper = onPaper;
        this.words = words;
        this.show = show;
        this.clock = clock;
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
        return facts(caseId, scope, null, false);
    }

    @Override
    public MinimumLivingFacts identifyingData(UUID caseId, Paper paper, AreaScope scope) {
        return facts(caseId, scope, "打印" + paper.title(), paper.code().equals("authorisation"));
    }

    @Override
    public List<Paper> blanks() {
        return PAPERS.stream()
                .filter(paper -> !paper.code().equals("home-visit-blank"))
                .toList();
    }

    @Override
    public PaperContent blank(AreaCode area) {
        List<MinimumLivingFacts.Check> checks = Stream.of(Department.values())
                .map(department -> new MinimumLivingFacts.Check(words.of(department), "", "", null, ""))
                .toList();
        return MinimumLivingFacts.blank(area, places.ofOffice(area), onPaper.blankMeansRows(), checks);
    }

    /**
     * @param reason why the applicant's number is shown whole; null to keep it masked
     * @param everyAdult whether the numbers of all grown-up members are shown too
     */
    private MinimumLivingFacts facts(UUID caseId, AreaScope scope, @Nullable String reason, boolean everyAdult) {
        CaseFolder folder = cases.folder(caseId);
        MinimumLivingFolder gathered = desk.folder(caseId);
        CaseFile file = folder.file();
        HouseholdOnDate household = households.asOf(gathered.application().householdId(), file.openedOn(), scope);
        CaseOnPaper trail = new CaseOnPaper(folder, places.of(file.area()), words);
        Set<Milestone> reached = trail.reached();
        HomeVisit visit = gathered.visits().stream().findFirst().orElse(null);
        Proposal proposal = gathered.proposal().orElse(null);
        Determination granted = granted(caseId);
        if (!gathered.checks().isEmpty()) {
            reached.add(Milestone.CHECKED);
        }
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
                onPaper.members(household, numbers(household, reason, everyAdult, scope)),
                trail.missing(),
                onPaper.incomesAndExpenses(household),
                onPaper.property(household),
                checkSummary(gathered),
                visit == null ? null : visit(visit),
                proposal == null ? null : proposal(proposal),
                granted == null ? null : proposal(granted),
                granted != null
                        ? standard(ReckoningJson.read(granted.reckoning()))
                        : proposal == null ? null : standard(proposal.reckoning()),
                trail.posting(LocalDate.now(clock)),
                trail.opinions(),
                trail.decision(),
                new MinimumLivingFacts.Gathered(
                        onPaper.meansRows(household),
                        gathered.checks().stream().map(this::check).toList(),
                        gathered.application().relativeOfStaff(),
                        cases.appraisals(caseId).stream()
                                .reduce((earlier, later) -> later)
                                .map(MinimumLivingPapers::appraisal)
                                .orElse(null)));
    }

    private static MinimumLivingFacts.Appraisal appraisal(Appraisal held) {
        return new MinimumLivingFacts.Appraisal(
                held.heldOn(),
                held.place(),
                held.convenor(),
                held.attendees(),
                held.votesFor(),
                held.votesAgainst(),
                held.votesAbstain(),
                held.minutes());
    }

    private MinimumLivingFacts.Check check(MeansCheck check) {
        return new MinimumLivingFacts.Check(
                words.of(check.department()),
                check.answer() == null ? "未反馈" : words.of(check.answer()),
                Objects.requireNonNullElse(check.finding(), ""),
                check.answeredAt() == null
                        ? null
                        : check.answeredAt()
                                .atZoneSameInstant(BusinessClock.ZONE)
                                .toLocalDate(),
                Objects.requireNonNullElse(check.answeredBy(), ""));
    }

    private Map<UUID, String> numbers(
            HouseholdOnDate household, @Nullable String reason, boolean everyAdult, AreaScope scope) {
        if (reason == null) {
            return Map.of();
        }
        return household.members().stream()
                .filter(member ->
                        member.relation() == Relation.HEAD || everyAdult && member.ageOn(household.date()) >= GROWN_UP)
                .collect(Collectors.toMap(
                        HouseholdOnDate.Member::residentId,
                        member -> residents.reveal(member.residentId(), RevealedField.ID_NUMBER, reason, scope)));
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

    /** What the case was granted by; the decision reckons anew, a month after the proposal it may be another first month. */
    private @Nullable Determination granted(UUID caseId) {
        return entitlements.ofCase(caseId, MinimumLivingAllowance.CODE).stream()
                .flatMap(entitlement -> entitlements.determinations(entitlement.id()).stream())
                .filter(one -> one.cause() == Cause.GRANTED && caseId.equals(one.caseId()))
                .findFirst()
                .orElse(null);
    }

    private MinimumLivingFacts.Proposal proposal(Proposal proposal) {
        return new MinimumLivingFacts.Proposal(
                proposal.persons(), proposal.amount(), proposal.effectiveMonth(), lines(proposal.reckoning()));
    }

    private MinimumLivingFacts.Proposal proposal(Determination granted) {
        return new MinimumLivingFacts.Proposal(
                granted.persons(),
                granted.amount(),
                granted.effectiveMonth(),
                lines(ReckoningJson.read(granted.reckoning())));
    }

    private List<String> lines(Reckoning reckoning) {
        return reckoning.lines().stream()
                .filter(line ->
                        SHORT_RECKONING.contains(line.code()) || line.code().startsWith(ReckoningLine.SUPPLEMENT + "-"))
                .map(this::line)
                .toList();
    }

    private String line(ReckoningLine line) {
        String subject = line.subject() == null ? "" : "（" + line.subject() + "）";
        String figure = line.figure() == null ? "" : show.figures(line.figure()) + " = ";
        return words.of("Reckoning", line.code()) + subject + "：" + figure + show.yuan(line.amount()) + " 元";
    }

    private static MinimumLivingFacts.@Nullable Standard standard(Reckoning reckoning) {
        return reckoning.lines().stream()
                .filter(line -> line.code().equals(ReckoningLine.STANDARD))
                .map(line -> new MinimumLivingFacts.Standard(
                        Rounding.FEN_HALF_UP.apply(line.amount()), Objects.requireNonNullElse(line.document(), "")))
                .findFirst()
                .orElse(null);
    }
}

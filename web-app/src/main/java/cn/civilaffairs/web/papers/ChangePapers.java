package cn.civilaffairs.web.papers;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.ReckoningChange;
import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.ChangeOutlook;
import cn.civilaffairs.assistance.minimumliving.change.ChangeProcedure;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChange;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Rounding;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.web.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The papers of 低保增减停发: the form it is decided on, and the notice the household gets. */
@Component
class ChangePapers implements PaperSource {

    static final List<Paper> PAPERS = List.of(
            new Paper("change-approval", "增减停发审批表", "household/change-approval", Milestone.RECEIVED),
            new Paper("change-notice", "增发减发停发告知书", "household/change", Milestone.CONFIRMED));

    private final CaseDesk cases;
    private final MinimumLivingChangeDesk desk;
    private final HouseholdRegister households;
    private final PlacesOnPaper places;
    private final Words words;

    ChangePapers(
            CaseDesk cases,
            MinimumLivingChangeDesk desk,
            HouseholdRegister households,
            PlacesOnPaper places,
            Words words) {
        this.cases = cases;
        this.desk = desk;
        this.households = households;
        this.places = places;
        this.words = words;
    }

    @Override
    public String matter() {
        return ChangeProcedure.CODE;
    }

    @Override
    public List<Paper> papers() {
        return PAPERS;
    }

    /** The notice has its blank form among those of benefits. */
    @Override
    public List<Paper> blanks() {
        return PAPERS.subList(0, 1);
    }

    @Override
    public PaperContent blank(AreaCode area) {
        return ChangeOnPaper.blank(area, places.ofOffice(area), words.of("Scheme", MinimumLivingAllowance.CODE));
    }

    @Override
    public ChangeOnPaper data(UUID caseId, AreaScope scope) {
        CaseFolder folder = cases.folder(caseId);
        CaseFile file = folder.file();
        MinimumLivingChange change = desk.find(caseId);
        AllowanceChange facts = change.facts();
        ChangeOutlook outlook = change.outlook();
        HouseholdOnDate household = households.asOf(change.householdId(), file.openedOn(), scope);
        MinimumLivingFacts.Places where = places.of(file.area());
        CaseOnPaper trail = new CaseOnPaper(folder, where, words);
        int difference = outlook.amountAfter().compareTo(outlook.amountBefore());
        String act =
                outlook.stops() ? "停发" : outlook.tapers() ? "渐退" : difference > 0 ? "增发" : difference < 0 ? "减发" : "变更";
        BenefitNotice notice = new BenefitNotice(
                file.caseNo(),
                where,
                file.devolved() ? where.townshipOffice() : where.countyOffice(),
                file.title(),
                where.village() + Objects.requireNonNullElse(household.address(), ""),
                words.of("Scheme", MinimumLivingAllowance.CODE),
                act,
                outlook.from(),
                outlook.personsBefore(),
                outlook.personsAfter(),
                outlook.amountBefore(),
                outlook.amountAfter(),
                words.of(facts.kind()) + (facts.exitCode() == null ? "" : "：" + words.of(facts.exitCode())),
                null);
        return new ChangeOnPaper(
                caseId,
                file.caseNo(),
                file.area(),
                trail.reached(),
                notice,
                words.of(facts.kind()),
                facts.since(),
                facts.note(),
                outlook.changes().stream().map(this::line).toList(),
                trail.opinions().stream()
                        .filter(opinion -> !opinion.title().equals("公示结果"))
                        .toList());
    }

    /** Nothing on these papers is a number to be kept. */
    @Override
    public PaperData identifyingData(UUID caseId, Paper paper, AreaScope scope) {
        return data(caseId, scope);
    }

    private ChangeOnPaper.Line line(ReckoningChange change) {
        String subject = change.subject() == null ? "" : "（" + change.subject() + "）";
        return new ChangeOnPaper.Line(
                words.of("Reckoning", change.code()) + subject, yuan(change.before()), yuan(change.after()));
    }

    private static String yuan(@Nullable BigDecimal amount) {
        return amount == null ? "—" : new PaperWords().amount(Rounding.FEN_HALF_UP.apply(amount));
    }
}

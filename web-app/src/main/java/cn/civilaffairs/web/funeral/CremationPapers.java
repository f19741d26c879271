package cn.civilaffairs.web.funeral;

import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.civilservices.funeral.Cremation;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.CremationMatter;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealedField;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.papers.Milestone;
import cn.civilaffairs.web.papers.Paper;
import cn.civilaffairs.web.papers.PaperSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The papers of 火化登记: the certificate and the statement of what the county bears. */
@Component
class CremationPapers implements PaperSource {

    private static final List<Paper> PAPERS = List.of(
            new Paper("cremation-certificate", "火化证明", "funeral/certificate", Milestone.CONFIRMED).identifying(),
            new Paper("cremation-waiver", "基本殡葬费用减免结算单", "funeral/waiver", Milestone.CONFIRMED));

    private final CaseDesk cases;
    private final CremationDesk desk;
    private final ResidentRegister residents;
    private final AreaRegister areas;
    private final Words words;

    CremationPapers(CaseDesk cases, CremationDesk desk, ResidentRegister residents, AreaRegister areas, Words words) {
        this.cases = cases;
        this.desk = desk;
        this.residents = residents;
        this.areas = areas;
        this.words = words;
    }

    @Override
    public String matter() {
        return CremationMatter.CODE;
    }

    @Override
    public List<Paper> papers() {
        return PAPERS;
    }

    @Override
    public CremationOnPaper data(UUID caseId, AreaScope scope) {
        return data(caseId, scope, null);
    }

    @Override
    public CremationOnPaper identifyingData(UUID caseId, Paper paper, AreaScope scope) {
        return data(caseId, scope, "打印" + paper.title());
    }

    /** @param reason why the number is shown whole; null to keep it masked */
    private CremationOnPaper data(UUID caseId, AreaScope scope, @Nullable String reason) {
        CaseFile file = cases.find(caseId);
        Cremation cremation = desk.find(caseId);
        Resident deceased = residents.get(cremation.residentId(), scope);
        Set<Milestone> reached = EnumSet.of(Milestone.RECEIVED);
        if (cremation.certificateNo() != null) {
            reached.add(Milestone.CONFIRMED);
        }
        Money total = Objects.requireNonNullElse(cremation.feeTotal(), Money.ZERO);
        Money waived = Objects.requireNonNullElse(cremation.waived(), Money.ZERO);
        return new CremationOnPaper(
                caseId,
                file.caseNo(),
                file.area(),
                reached,
                areas.name(file.area().county()) + "殡葬管理所",
                deceased.name(),
                words.of(deceased.sex()),
                deceased.birthDate(),
                reason == null
                        ? deceased.maskedIdNumber()
                        : residents.reveal(deceased.id(), RevealedField.ID_NUMBER, reason, scope),
                areas.name(file.area().county()) + areas.localName(file.area()).replace(" ", ""),
                cremation.diedOn(),
                cremation.deathPaperNo(),
                cremation.crematedOn(),
                cremation.certificateNo(),
                cremation.certifiedOn(),
                cremation.handler(),
                cremation.handlerRelation(),
                desk.fees(caseId).entrySet().stream()
                        .filter(fee -> fee.getValue().isPositive())
                        .map(fee -> new CremationOnPaper.Fee(words.of(fee.getKey()), fee.getValue()))
                        .toList(),
                total,
                waived,
                total.minus(waived),
                desk.cap(file.area()));
    }
}

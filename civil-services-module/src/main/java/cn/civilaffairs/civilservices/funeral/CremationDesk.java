package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.casework.CaseConfirmed;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.NewLead;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Registers cremations (火化登记). The day a death is received here is the day everybody who pays the deceased is told, and
 * the township asked to verify it within three working days.
 */
@Service
@Transactional
public class CremationDesk {

    static final Limit TO_VERIFY = Limit.workingDays(3);

    private static final String SOURCE = "火化登记";
    private static final String OBJECT = "case";

    private final Cremations cremations;
    private final CaseDesk cases;
    private final LeadDesk leads;
    private final ResidentRegister residents;
    private final Parameters parameters;
    private final OperationLog log;
    private final Clock clock;

    CremationDesk(
            Cremations cremations,
            CaseDesk cases,
            LeadDesk leads,
            ResidentRegister residents,
            Parameters parameters,
            OperationLog log,
            Clock clock) {
        this.cremations = cremations;
        this.cases = cases;
        this.leads = leads;
        this.residents = residents;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Receives the dead and opens the case.
     *
     * @throws RuleViolation {@code cremation.name-differs} where the register knows the number under another name, {@code
     *     cremation.died-after-today}, {@code cremation.received-already} for a death paper or a person registered before,
     *     {@code cremation.police-paper-missing}, {@code cremation.incomplete}
     */
    public CaseFile receive(NewCremation received) {
        LocalDate today = LocalDate.now(clock);
        check(received, today);
        Resident deceased = deceased(received);
        if (received.diedOn().isBefore(deceased.birthDate())) {
            throw new RuleViolation("resident.death-date");
        }
        CaseFile file = cases.open(new Opening(
                CremationMatter.CODE,
                deceased.area(),
                null,
                deceased.id(),
                deceased.name(),
                received.natural() ? Set.of() : Set.of("police-paper"),
                null));
        try {
            cremations.forgetAbandoned(Acting.scope());
            cremations.insert(
                    file.id(),
                    deceased.area(),
                    deceased.id(),
                    received,
                    today,
                    Acting.officer().id());
        } catch (DuplicateKeyException twice) {
            throw new RuleViolation("cremation.received-already", received.deathPaperNo());
        }
        if (!received.receivedPapers().isEmpty()) {
            cases.recordPapers(
                    file.id(),
                    file.version(),
                    received.receivedPapers().stream()
                            .map(code -> CasePaper.of(code, CasePaper.State.RECEIVED))
                            .toList());
        }
        if (!deceased.isDead()) {
            tell(deceased, received.diedOn(), today, file);
        }
        return cases.find(file.id());
    }

    private static void check(NewCremation received, LocalDate today) {
        if (received.deathPaperNo().isBlank()
                || received.handler().isBlank()
                || received.handlerRelation().isBlank()) {
            throw new RuleViolation("cremation.incomplete");
        }
        if (received.diedOn().isAfter(today)) {
            throw new RuleViolation("cremation.died-after-today");
        }
        if (!received.natural() && received.policePaperNo().isBlank()) {
            throw new RuleViolation("cremation.police-paper-missing");
        }
    }

    /** Whom the register knows by the number, or enters who it does not know. */
    private Resident deceased(NewCremation received) {
        IdNumber number = new IdNumber(received.idNumber());
        Resident known = residents
                .find(number, Acting.scope())
                .orElseGet(() -> residents.get(
                        residents.register(ResidentDetails.citizen(received.area(), received.name(), number)),
                        Acting.scope()));
        if (!known.name().equals(received.name().strip())) {
            throw new RuleViolation("cremation.name-differs", known.name());
        }
        return known;
    }

    private void tell(Resident deceased, LocalDate diedOn, LocalDate today, CaseFile file) {
        leads.open(new NewLead(
                LeadKind.CREMATION.name(),
                deceased.id(),
                deceased.area(),
                diedOn,
                SOURCE + " " + today,
                "%s，死亡日期 %s，请核实是否属实".formatted(file.caseNo(), diedOn),
                file.id(),
                TO_VERIFY,
                LineOfBusiness.FUNERAL));
        residents.reportDeath(deceased.id(), diedOn, SOURCE, file.id(), Acting.scope());
    }

    /**
     * Records the cremation after the identity was checked once more: whoever does it types the whole number off the tag.
     *
     * @throws RuleViolation {@code cremation.identity-differs}, {@code cremation.same-person} for whoever received the dead,
     *     {@code cremation.date}
     */
    public void recordCremation(UUID caseId, int version, LocalDate on, String cremator, String typedNumber) {
        CaseFile file = cases.atHand(caseId, CremationMatter.CREMATION);
        Cremation cremation = find(caseId);
        Officer officer = Acting.officer();
        officer.mustBeAnotherThan(file.handlerId(), "cremation.same-person");
        if (on.isBefore(cremation.receivedOn()) || on.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("cremation.date", cremation.receivedOn());
        }
        RuleViolation.ifBlank(cremator, "cremation.incomplete");
        if (!residents.hasIdNumber(cremation.residentId(), typedNumber, Acting.scope())) {
            throw new RuleViolation("cremation.identity-differs", cremation.name());
        }
        StaleVersion.unless(
                cremations.recordCremation(caseId, on, cremator.strip(), officer.id(), version, Acting.scope()));
        log.done("CREMATION_RECORDED", OBJECT, caseId, file.area(), file.caseNo() + " " + on);
    }

    /**
     * Enters the bill, of the items on the posted list only, and works out what the county bears.
     *
     * @throws RuleViolation {@code cremation.fee-negative}, {@code cremation.waiver-elsewhere} where the deceased was
     *     registered outside the county
     */
    public FeeWaiver bill(UUID caseId, int version, Map<FuneralItem, Money> fees, boolean waive) {
        CaseFile file = cases.atHand(caseId, CremationMatter.RECEPTION, CremationMatter.CREMATION);
        if (fees.values().stream().anyMatch(fee -> fee.compareTo(Money.ZERO) < 0)) {
            throw new RuleViolation("cremation.fee-negative");
        }
        Resident deceased = residents.get(find(caseId).residentId(), Acting.scope());
        AreaCode registered = deceased.registeredArea() == null ? deceased.area() : deceased.registeredArea();
        if (waive && !registered.county().equals(file.area().county())) {
            throw new RuleViolation("cremation.waiver-elsewhere");
        }
        FeeWaiver waiver = FeeWaiver.of(fees.values(), waive, cap(file.area()));
        StaleVersion.unless(cremations.bill(caseId, fees, waiver, version, Acting.scope()));
        log.done("CREMATION_BILLED", OBJECT, caseId, file.area(), waiver.total() + " 减免 " + waiver.waived());
        return waiver;
    }

    /** The most the county bears for one death (减免上限). */
    @Transactional(readOnly = true)
    public Money cap(AreaCode area) {
        return new Money(parameters.decimal(ParameterKey.FUNERAL_WAIVER_CAP.code(), area, LocalDate.now(clock)));
    }

    /** Numbers the certificate with the confirmation, in the same transaction. */
    @EventListener
    void certify(CaseConfirmed confirmed) {
        CaseFile file = confirmed.file();
        if (!confirmed.follows(CremationMatter.CODE)) {
            return;
        }
        LocalDate today = LocalDate.now(clock);
        AreaCode county = file.area().county();
        String number = "HZ%s%d%06d"
                .formatted(
                        county.value().substring(0, 6),
                        today.getYear(),
                        cremations.nextCertificate(county, today.getYear()));
        cremations.certify(file.id(), number, today, Acting.scope());
        log.done("CREMATION_CERTIFIED", OBJECT, file.id(), file.area(), number);
    }

    /**
     * Hands the ashes out (骨灰领取), to the handler named at the reception and nobody else.
     *
     * @throws RuleViolation {@code cremation.not-certified}, {@code cremation.not-collector}
     */
    public void handOutAshes(UUID caseId, int version, String collector) {
        Cremation cremation = find(caseId);
        if (cremation.certificateNo() == null) {
            throw new RuleViolation("cremation.not-certified");
        }
        if (!collector.strip().equals(cremation.handler())) {
            throw new RuleViolation("cremation.not-collector", cremation.handler());
        }
        StaleVersion.unless(cremations.ashes(caseId, collector.strip(), LocalDate.now(clock), version, Acting.scope()));
        log.done("ASHES_HANDED_OUT", OBJECT, caseId, cremation.area(), cremation.caseNo());
    }

    /** @throws NotFound if there is none in the officer's area or line of business */
    @Transactional(readOnly = true)
    public Cremation find(UUID caseId) {
        cases.find(caseId);
        return cremations.find(caseId, Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Map<FuneralItem, Money> fees(UUID caseId) {
        cases.find(caseId);
        return cremations.fees(caseId, Acting.scope());
    }

    /** The register of cremations, the latest first. */
    @Transactional(readOnly = true)
    public List<Cremation> list(String text, int limit, int offset) {
        requireLine();
        return cremations.list(text.strip(), limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public CremationSum sum(int year) {
        requireLine();
        return cremations.sum(year, Acting.scope());
    }

    private static void requireLine() {
        if (!AccessDecision.may(Acting.officer(), Action.VIEW_CREMATION, LineOfBusiness.FUNERAL)) {
            throw new NotFound();
        }
    }
}

package cn.civilaffairs.registry.guardian;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.TwoPeople;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ruling;
import cn.civilaffairs.registry.files.StoredFile;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.resident.PersonName;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of guardians and of those entrusted to collect (监护人、代领人登记). One person enters them from the deed, another
 * holds the deed beside the entry and confirms it; from then on they may be made payee. It runs out by its own term, or is
 * ended with a reason.
 */
@Service
@Transactional
public class GuardianRegister {

    private static final String OBJECT = "guardianship";
    private static final TwoPeople TWO_PEOPLE = new TwoPeople("guardian.decided", "guardian.same-person");

    private final Guardianships guardianships;
    private final ResidentRegister residents;
    private final StoredFiles files;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final Clock clock;

    GuardianRegister(
            Guardianships guardianships,
            ResidentRegister residents,
            StoredFiles files,
            FieldCipher cipher,
            OperationLog log,
            Clock clock) {
        this.guardianships = guardianships;
        this.residents = residents;
        this.files = files;
        this.cipher = cipher;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Enters a guardian for another person to confirm. Somebody the county does not know yet is registered with what their
     * number says.
     *
     * @throws RuleViolation {@code guardian.*}, {@code resident.name-differs}
     */
    public UUID enter(NewGuardian entered) {
        AreaScope scope = Acting.scope();
        Resident ward = residents.get(entered.ward(), scope);
        require(Action.ENTER_GUARDIAN, "guardian.not-yours-to-enter");
        if (ward.isDead()) {
            throw new RuleViolation("guardian.ward-dead", ward.name());
        }
        RuleViolation.ifBlank(entered.deed(), "guardian.deed-missing");
        LocalDate until = term(entered, ward);
        String number = IdNumber.normalise(entered.number());
        if (!IdNumber.isValid(number)) {
            throw new RuleViolation("guardian.number");
        }
        if (new IdNumber(number).ageOn(today()) < GuardianReason.ADULT) {
            throw new RuleViolation("guardian.not-adult");
        }
        UUID guardian = person(new IdNumber(number), entered.name(), ward);
        if (guardian.equals(ward.id())) {
            throw new RuleViolation("guardian.themselves");
        }
        if (of(ward.id()).stream().anyMatch(other -> overlaps(other, guardian, entered.from(), until))) {
            throw new RuleViolation("guardian.entered-already");
        }
        UUID file = files.store(
                ward.area(),
                entered.paper().name(),
                entered.paper().mediaType(),
                entered.paper().content());
        UUID id;
        try {
            id = guardianships.insert(entered, guardian, ward.area(), until, file, me().id(), now());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("guardian.entered-already");
        }
        log.done("GUARDIAN_ENTERED", OBJECT, id, ward.area(), ward.name() + " " + entered.reason());
        return id;
    }

    private static @Nullable LocalDate term(NewGuardian entered, Resident ward) {
        LocalDate until = entered.until();
        if (until != null && until.isBefore(entered.from())) {
            throw new RuleViolation("guardian.term");
        }
        if (entered.reason().isEntrustment() && until == null) {
            throw new RuleViolation("guardian.term-missing");
        }
        Optional<LocalDate> last = entered.reason().lastDay(ward.birthDate());
        if (last.isPresent() && last.get().isBefore(entered.from())) {
            throw new RuleViolation("guardian.ward-adult", ward.name());
        }
        return last.filter(day -> until == null || day.isBefore(until)).orElse(until);
    }

    private static boolean overlaps(Guardianship other, UUID guardian, LocalDate from, @Nullable LocalDate until) {
        return other.guardianId().equals(guardian)
                && (other.state() == GuardianState.ENTERED || other.state() == GuardianState.CONFIRMED)
                && (other.until() == null || !other.until().isBefore(from))
                && (until == null || !until.isBefore(other.from()));
    }

    /** Known here, known elsewhere in the county by number and name, or new. */
    private UUID person(IdNumber number, String name, Resident ward) {
        String plain = PersonName.of(name);
        Optional<Resident> known = residents.find(number, Acting.scope());
        if (known.isPresent()) {
            if (!known.get().name().equals(plain)) {
                throw new RuleViolation("resident.name-differs");
            }
            if (known.get().isDead()) {
                throw new RuleViolation("guardian.dead", plain);
            }
            return known.get().id();
        }
        return guardianships
                .elsewhere(cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()), plain)
                .orElseGet(() -> residents.register(ResidentDetails.citizen(ward.area(), plain, number)));
    }

    /** The second person's word, with the deed beside it; from here on the guardian may be made payee. */
    public void confirm(UUID id, int version) {
        Guardianship entered = decidable(id);
        decide(entered, version, GuardianState.CONFIRMED, null);
        log.done("GUARDIAN_CONFIRMED", OBJECT, id, entered.area(), entered.wardName() + " " + entered.reason());
    }

    public void refuse(UUID id, int version, String why) {
        Guardianship entered = decidable(id);
        RuleViolation.ifBlank(why, "guardian.reason-missing");
        decide(entered, version, GuardianState.REFUSED, why.strip());
        log.done("GUARDIAN_REFUSED", OBJECT, id, entered.area(), why.strip());
    }

    private Guardianship decidable(UUID id) {
        Guardianship entered = find(id);
        require(Action.CONFIRM_GUARDIAN, "guardian.not-yours-to-confirm");
        TWO_PEOPLE.requireSecond(me(), entered.state() == GuardianState.ENTERED, entered.enteredBy());
        return entered;
    }

    private void decide(Guardianship entered, int version, GuardianState state, @Nullable String note) {
        guardianships.decide(entered.id(), version, new Ruling(state, note, me().id(), now()));
    }

    /**
     * Ends one before its term: revoked, capacity regained, or the guardian died (民法典 article 39). Whom it made payee stays so
     * in the register of benefits; the next run shows them as somebody who may not be, and a change of payee puts it right.
     *
     * @param on from which day on it is none any more, today at the latest
     */
    public void end(UUID id, int version, LocalDate on, String why) {
        Guardianship confirmed = find(id);
        require(Action.ENTER_GUARDIAN, "guardian.not-yours-to-enter");
        if (confirmed.state() != GuardianState.CONFIRMED) {
            throw new RuleViolation("guardian.not-in-force");
        }
        RuleViolation.ifBlank(why, "guardian.reason-missing");
        if (on.isAfter(today()) || on.isBefore(confirmed.from())) {
            throw new RuleViolation("guardian.end-date");
        }
        StaleVersion.unless(guardianships.end(id, version, on, why.strip(), me().id(), now()));
        log.done("GUARDIAN_ENDED", OBJECT, id, confirmed.area(), on + " " + why.strip());
    }

    /** @throws NotFound if there is none in the officer's area */
    @Transactional(readOnly = true)
    public Guardianship find(UUID id) {
        return guardianships.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    /** Everybody ever entered for a person, the latest first. */
    @Transactional(readOnly = true)
    public List<Guardianship> of(UUID ward) {
        return guardianships.of(List.of(ward), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Guardianship> list(GuardianFilter filter, int limit, int offset) {
        AreaScope scope =
                filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within());
        return guardianships.list(filter, today(), limit, offset, scope);
    }

    /** How many wait for somebody to confirm them. */
    @Transactional(readOnly = true)
    public int toConfirm() {
        return guardianships.toConfirm(Acting.scope());
    }

    /** The deed, for those who decide upon it; the look is logged. */
    public StoredFile deed(UUID id) {
        Guardianship entered = find(id);
        StoredFile deed = files.read(entered.deedFile(), Acting.scope());
        log.done("GUARDIAN_DEED_READ", OBJECT, id, entered.area(), deed.name());
        return deed;
    }

    private void require(Action action, String violation) {
        AccessDecision.require(me(), action, violation);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static Officer me() {
        return Acting.officer();
    }
}

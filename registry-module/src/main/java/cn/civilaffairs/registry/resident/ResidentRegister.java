package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of residents (居民库): who lives in the county, each once, found by the whole identity number. */
@Service
@Transactional
public class ResidentRegister {

    private final Residents residents;
    private final Reveals reveals;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final DataSource dataSource;

    ResidentRegister(
            Residents residents,
            Reveals reveals,
            FieldCipher cipher,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock,
            DataSource dataSource) {
        this.residents = residents;
        this.reveals = reveals;
        this.cipher = cipher;
        this.log = log;
        this.events = events;
        this.clock = clock;
        this.dataSource = dataSource;
    }

    /** @throws RuleViolation if the person is registered already, here or elsewhere in the county */
    public UUID register(ResidentDetails details) {
        requireOwnArea(details.area());
        requirePast(details.birthDate());
        reveals.mayRegister();
        byte[] index = index(details.document().number());
        if (residents.isKnown(index)) {
            throw alreadyRegistered(index);
        }
        UUID id = Ids.next();
        try (ResidentCopy copy = copyIn()) {
            copy.add(id, details);
        } catch (DuplicateKeyException meanwhile) {
            throw new RuleViolation("resident.already-registered");
        }
        log.done(
                "RESIDENT_REGISTERED",
                "RESIDENT",
                id,
                details.area(),
                details.document().type().name());
        return id;
    }

    private RuleViolation alreadyRegistered(byte[] index) {
        if (residents.findByNumber(index, Acting.scope()).isPresent()) {
            return new RuleViolation("resident.already-registered");
        }
        reveals.registeredElsewhere();
        return new RuleViolation("resident.registered-elsewhere");
    }

    /** Writes many residents by COPY within the caller's transaction; the caller says to the log what it did. */
    public ResidentCopy copyIn() {
        return new ResidentCopy(dataSource, cipher, clock.instant());
    }

    @Transactional(readOnly = true)
    public Optional<Resident> find(IdNumber number, AreaScope scope) {
        return findByDocument(number.value(), scope);
    }

    /** Finds by the whole number of any kind of identity document. */
    @Transactional(readOnly = true)
    public Optional<Resident> findByDocument(String number, AreaScope scope) {
        return residents.findByNumber(index(IdNumber.normalise(number)), scope);
    }

    /** @throws NotFound if there is no such resident in the scope */
    @Transactional(readOnly = true)
    public Resident get(UUID id, AreaScope scope) {
        return residents.find(id, scope).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Map<UUID, Resident> get(Collection<UUID> ids, AreaScope scope) {
        return residents.findAll(ids, scope).stream().collect(Collectors.toMap(Resident::id, Function.identity()));
    }

    /** @throws StaleVersion if somebody else changed the person since the form was opened */
    public void correct(UUID id, Correction correction, int expectedVersion, AreaScope scope) {
        Resident before = get(id, scope);
        requireOwnArea(correction.area());
        String card = correction.disabilityNumber();
        Disability disability = card == null || card.isBlank() ? null : Disability.of(card, document(before, scope));
        StaleVersion.unless(
                residents.update(id, correction, disability, OffsetDateTime.now(clock), expectedVersion, scope));
        log.done("RESIDENT_CORRECTED", "RESIDENT", id, correction.area(), before.name() + " → " + correction.name());
    }

    private IdentityDocument document(Resident resident, AreaScope scope) {
        String number =
                residents.whole(resident.id(), RevealedField.ID_NUMBER, scope).orElseThrow(NotFound::new);
        return new IdentityDocument(resident.idType(), number);
    }

    /**
     * Records a death (死亡登记) and where it is known from, such as 火化名单. What follows for benefits is decided where they
     * are paid, which hears of it by {@link DeathRecorded}.
     */
    public void recordDeath(UUID id, LocalDate date, String source, int expectedVersion, AreaScope scope) {
        Resident resident = get(id, scope);
        requireLivedOn(resident, date);
        RuleViolation.ifBlank(source, "resident.death-source-missing");
        StaleVersion.unless(
                residents.recordDeath(id, date, source.strip(), OffsetDateTime.now(clock), expectedVersion, scope));
        log.done("DEATH_RECORDED", "RESIDENT", id, resident.area(), date + " " + source.strip());
        events.publishEvent(new DeathRecorded(id, resident.area(), date));
    }

    /**
     * Passes on that somebody is said to have died (死亡线索), without entering it: others hold money back and have it looked
     * into.
     *
     * @throws RuleViolation {@code resident.death-date} for a day before the birth or after today
     */
    public void reportDeath(UUID id, LocalDate date, String source, @Nullable UUID sourceId, AreaScope scope) {
        Resident resident = get(id, scope);
        requireLivedOn(resident, date);
        log.done("DEATH_REPORTED", "RESIDENT", id, resident.area(), date + " " + source);
        events.publishEvent(new DeathReported(id, resident.area(), date, source, sourceId));
    }

    /**
     * Takes a reported death back after it was looked into. Whoever calls has made sure that two people stand behind it.
     *
     * @throws RuleViolation {@code resident.death-recorded} if the register says dead by now
     */
    public void refuteDeath(UUID id, String why, @Nullable UUID sourceId, AreaScope scope) {
        Resident resident = get(id, scope);
        if (resident.isDead()) {
            throw new RuleViolation("resident.death-recorded", resident.name());
        }
        log.done("DEATH_REFUTED", "RESIDENT", id, resident.area(), why);
        events.publishEvent(new DeathRefuted(id, resident.area(), why, sourceId));
    }

    private void requireLivedOn(Resident resident, LocalDate date) {
        if (date.isBefore(resident.birthDate()) || date.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("resident.death-date");
        }
    }

    /**
     * Shows one protected number whole. The look is logged before the value is read; without a log row there is none.
     *
     * @param reason why the officer needs it, in their own words
     */
    public String reveal(UUID id, RevealedField field, String reason, AreaScope scope) {
        Resident resident = get(id, scope);
        reveals.reveal("RESIDENT", id, resident.area(), reason, field.name());
        return residents.whole(id, field, scope).orElse("");
    }

    /** Compares a typed number with the person's, so that nobody needs to see the digits to check a paper (核对证件号码). */
    public boolean hasIdNumber(UUID id, String typed, AreaScope scope) {
        Resident resident = get(id, scope);
        reveals.match(id, resident.area());
        return residents.hasNumber(id, index(IdNumber.normalise(typed)), scope);
    }

    private byte[] index(String number) {
        return cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number);
    }

    private void requirePast(LocalDate birthDate) {
        if (birthDate.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("resident.birth-date-future");
        }
    }

    private static void requireOwnArea(AreaCode area) {
        if (!Acting.scope().covers(area)) {
            throw new RuleViolation("area.outside-scope", area);
        }
    }

    /** Living residents whose name has a character outside the common block, which not every font has. */
    @Transactional(readOnly = true)
    public List<NamedResident> rarelyNamed(int limit, AreaScope scope) {
        return residents.rarelyNamed(limit, scope);
    }
}

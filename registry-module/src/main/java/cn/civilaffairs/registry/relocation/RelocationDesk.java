package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A household moves to another township with its benefits (迁移). One township asks, an officer of the other one answers, and
 * both see it all the while; what it means in money is shown before anybody answers.
 */
@Service
@Transactional
public class RelocationDesk {

    static final String OBJECT = "household_move";

    private final Relocations moves;
    private final List<MovesAlong> companions;
    private final HouseholdRegister households;
    private final AreaRegister areas;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final WholeView wholeView;

    RelocationDesk(
            Relocations moves,
            List<MovesAlong> companions,
            HouseholdRegister households,
            AreaRegister areas,
            FieldCipher cipher,
            OperationLog log,
            ApplicationEventPublisher events,
            WholeView wholeView,
            Clock clock) {
        this.wholeView = wholeView;
        this.moves = moves;
        this.companions = companions;
        this.households = households;
        this.areas = areas;
        this.cipher = cipher;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What a move would mean.
     *
     * @param month the first one paid at the new place
     */
    public record Outlook(YearMonth month, int persons, List<AmountChange> amounts, List<RuleViolation> remarks) {}

    /**
     * What it would mean to move a household of the officer's area; nothing is written.
     *
     * @throws RuleViolation saying what must be settled before
     */
    @Transactional(readOnly = true)
    public Outlook outlook(UUID householdId, NewRelocation wish) {
        requireFacts(wish);
        HouseholdOnDate household = households.today(householdId, Acting.scope());
        requireElsewhere(household.area(), household.residence(), wish);
        return wholly(moving(new UUID(0, 0), household, wish), household);
    }

    /** The same for a move the other township has asked for. */
    @Transactional(readOnly = true)
    public Outlook outlook(Relocation move) {
        HouseholdOnDate household = households.today(move.householdId(), Acting.scope());
        return wholly(moving(move.id(), household, wish(move)), household);
    }

    /** A household moves with every benefit it has, whichever desk pays it. */
    private Outlook wholly(Moving moving, HouseholdOnDate household) {
        return wholeView.during(() -> look(companions, moving, household));
    }

    static Outlook look(List<MovesAlong> companions, Moving moving, HouseholdOnDate household) {
        companions.stream()
                .flatMap(companion -> companion.obstacles(moving).stream())
                .findFirst()
                .ifPresent(obstacle -> {
                    throw obstacle;
                });
        YearMonth month = moving.month();
        for (MovesAlong companion : companions) {
            month = companion.earliest(moving, month);
        }
        Moving then = moving.in(month);
        List<AmountChange> amounts = companions.stream()
                .flatMap(companion -> companion.amounts(then).stream())
                .toList();
        amounts.stream().filter(AmountChange::ends).findFirst().ifPresent(amount -> {
            throw new RuleViolation("relocation.not-due-there", amount.holder());
        });
        List<RuleViolation> remarks = companions.stream()
                .flatMap(companion -> companion.remarks(then).stream())
                .toList();
        return new Outlook(month, household.size(), amounts, remarks);
    }

    /**
     * The township a household leaves proposes the move.
     *
     * @throws RuleViolation as {@link #outlook(UUID, NewRelocation)}; {@code relocation.open} while another is under way
     */
    public UUID propose(UUID householdId, NewRelocation wish) {
        requireMayAsk();
        Outlook outlook = outlook(householdId, wish);
        HouseholdOnDate household = households.today(householdId, Acting.scope());
        String head = household
                .head()
                .orElseThrow(() -> new RuleViolation("relocation.head-missing"))
                .name();
        return insert(
                new Relocations.Elsewhere(
                        householdId, household.fileNo(), head, household.area(), household.residence()),
                outlook.persons(),
                wish,
                outlook.month(),
                Side.LEAVING,
                outlook.amounts());
    }

    /**
     * The township a household has come to asks for it, by the whole number and the name of somebody who lives in it. It is
     * told no more than where the household is registered.
     *
     * @throws RuleViolation {@code relocation.nobody-found}
     */
    public UUID ask(IdNumber number, String name, NewRelocation wish) {
        requireMayAsk();
        requireFacts(wish);
        if (!Acting.scope().covers(wish.to())) {
            throw new RuleViolation("area.outside-scope", wish.to());
        }
        Relocations.Elsewhere household = moves.elsewhere(
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()), name.strip())
                .orElseThrow(() -> new RuleViolation("relocation.nobody-found"));
        requireElsewhere(household.area(), household.residence(), wish);
        return insert(household, null, wish, YearMonth.from(wish.movedOn()).plusMonths(1), Side.RECEIVING, null);
    }

    private UUID insert(
            Relocations.Elsewhere household,
            @Nullable Integer persons,
            NewRelocation wish,
            YearMonth month,
            Side side,
            @Nullable List<AmountChange> amounts) {
        UUID id = Ids.next();
        try {
            moves.insert(
                    id,
                    household,
                    persons,
                    wish,
                    month,
                    side,
                    amounts,
                    Acting.officer().id(),
                    clock.instant());
        } catch (DuplicateKeyException another) {
            throw new RuleViolation("relocation.open");
        }
        log.done(
                "RELOCATION_PROPOSED",
                OBJECT,
                id,
                side == Side.LEAVING ? household.area() : wish.to(),
                "%s %s → %s".formatted(household.fileNo(), household.area(), wish.to()));
        return id;
    }

    private static void requireMayAsk() {
        AccessDecision.require(Acting.officer(), Action.ASK_MOVE, "relocation.not-responsible");
    }

    private void requireFacts(NewRelocation wish) {
        RuleViolation.ifBlank(wish.reason(), "relocation.reason-missing");
        if (wish.movedOn().isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("relocation.moved-future");
        }
        boolean standing =
                areas.find(wish.to()).filter(area -> area.validTo() == null).isPresent();
        if (wish.to().level() != AreaCode.Level.VILLAGE || !standing) {
            throw new RuleViolation("household.area-not-a-village");
        }
    }

    private static void requireElsewhere(AreaCode from, UrbanRural residence, NewRelocation wish) {
        if (from.equals(wish.to()) && residence == wish.residence()) {
            throw new RuleViolation("relocation.same-place");
        }
        if (!from.county().equals(wish.to().county())) {
            throw new RuleViolation("relocation.out-of-county");
        }
    }

    private Moving moving(UUID id, HouseholdOnDate household, NewRelocation wish) {
        return new Moving(
                id,
                household,
                wish.to(),
                wish.residence(),
                YearMonth.from(wish.movedOn()).plusMonths(1),
                null,
                LocalDate.now(clock));
    }

    private static NewRelocation wish(Relocation move) {
        return new NewRelocation(move.to(), move.toResidence(), move.address(), move.movedOn(), move.reason());
    }

    /** Whether the acting officer may answer for the side that was asked. */
    @Transactional(readOnly = true)
    public Optional<RuleViolation> mayAnswer(Relocation move) {
        Officer officer = Acting.officer();
        AreaCode place = move.askedBy() == Side.LEAVING ? move.to() : move.from();
        if (!AccessDecision.may(officer, Action.ANSWER_MOVE)) {
            return Optional.of(new RuleViolation("relocation.not-responsible"));
        }
        if (!officer.scope().covers(place)) {
            return Optional.of(new RuleViolation("relocation.other-side-answers", areas.localName(place.township())));
        }
        return officer.isOneWith(move.proposedBy())
                ? Optional.of(new RuleViolation("relocation.same-person", move.proposedByName()))
                : Optional.empty();
    }

    /**
     * The other township agrees (接收). It takes effect in a transaction of the county's own, at once or when its month comes.
     *
     * @throws RuleViolation {@code relocation.same-person}, {@code relocation.other-side-answers},
     *     {@code relocation.answered}; what is in the way, where the township left answers
     */
    public void accept(UUID id, int version, String note) {
        Relocation move = toAnswer(id);
        int expected = version;
        if (move.askedBy() == Side.RECEIVING) {
            Outlook outlook = outlook(move);
            StaleVersion.unless(
                    moves.reckoned(id, version, outlook.persons(), outlook.amounts(), outlook.month(), Acting.scope()));
            expected++;
        }
        answer(move, expected, RelocationState.ACCEPTED, note.isBlank() ? null : note.strip());
        log.done("RELOCATION_ACCEPTED", OBJECT, id, place(move), move.fileNo() + " 自 " + find(id).month());
        events.publishEvent(new RelocationAccepted(id));
    }

    /** The other township does not agree (退回), and says why. */
    public void decline(UUID id, int version, String why) {
        Relocation move = toAnswer(id);
        RuleViolation.ifBlank(why, "relocation.reason-missing");
        answer(move, version, RelocationState.DECLINED, why.strip());
        log.done("RELOCATION_DECLINED", OBJECT, id, place(move), move.fileNo() + " " + why.strip());
    }

    /** The side that asked takes it back (撤回) as long as it has not taken effect. */
    public void withdraw(UUID id, int version, String why) {
        Relocation move = find(id);
        if (!mayWithdraw(move)) {
            throw new RuleViolation("relocation.not-responsible");
        }
        RuleViolation.ifBlank(why, "relocation.reason-missing");
        StaleVersion.unless(moves.withdraw(id, version, why.strip(), Acting.scope()));
        log.done("RELOCATION_WITHDRAWN", OBJECT, id, place(move), move.fileNo() + " " + why.strip());
    }

    @Transactional(readOnly = true)
    public boolean mayWithdraw(Relocation move) {
        Officer officer = Acting.officer();
        return move.state().isOpen()
                && AccessDecision.may(officer, Action.ASK_MOVE)
                && officer.scope().covers(move.askedBy() == Side.LEAVING ? move.from() : move.to());
    }

    private Relocation toAnswer(UUID id) {
        Relocation move = find(id);
        mayAnswer(move).ifPresent(refusal -> {
            throw refusal;
        });
        if (move.state() != RelocationState.PROPOSED) {
            throw new RuleViolation("relocation.answered");
        }
        return move;
    }

    private void answer(Relocation move, int version, RelocationState state, @Nullable String note) {
        StaleVersion.unless(
                moves.answer(move.id(), version, state, note, Acting.officer().id(), clock.instant(), Acting.scope()));
    }

    /** Where the acting officer's own log looks for it. */
    private static AreaCode place(Relocation move) {
        return Acting.scope().covers(move.from()) ? move.from() : move.to();
    }

    /** @throws NotFound if it neither leaves the officer's area nor comes into it */
    @Transactional(readOnly = true)
    public Relocation find(UUID id) {
        return moves.find(id, Acting.scope()).orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public Optional<Relocation> openOf(UUID householdId) {
        return moves.openOf(householdId, Acting.scope());
    }

    /** Every move of a household, the latest first. */
    @Transactional(readOnly = true)
    public List<Relocation> ofHousehold(UUID householdId) {
        return moves.ofHousehold(householdId, Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<Relocation> list(RelocationFilter filter, int limit, int offset) {
        return moves.list(filter, limit, offset, Acting.scope());
    }

    @Transactional(readOnly = true)
    public int count(RelocationFilter filter) {
        return moves.count(filter, Acting.scope());
    }
}

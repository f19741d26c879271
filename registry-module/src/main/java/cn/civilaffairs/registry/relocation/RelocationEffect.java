package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.ActingApart;
import cn.civilaffairs.registry.database.SystemOfficer;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.routine.Routine;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters accepted moves once their month can be paid at the new place. No township can do so: the row policies refuse a row
 * that leaves its scope. It is an act of the county's, each in a transaction of its own; one that cannot take effect says why
 * and is tried again.
 */
@Component
public class RelocationEffect implements Routine {

    private static final Logger LOG = LoggerFactory.getLogger(RelocationEffect.class);

    private final Relocations moves;
    private final List<MovesAlong> companions;
    private final HouseholdRegister households;
    private final OperationLog log;
    private final TransactionTemplate inCallersTransaction;
    private final ActingApart apart;
    private final Clock clock;

    RelocationEffect(
            Relocations moves,
            List<MovesAlong> companions,
            HouseholdRegister households,
            OperationLog log,
            PlatformTransactionManager transactions,
            ActingApart apart,
            Clock clock) {
        this.moves = moves;
        this.companions = companions;
        this.households = households;
        this.log = log;
        this.inCallersTransaction = new TransactionTemplate(transactions);
        this.apart = apart;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "household moves whose month has come";
    }

    @Override
    public void run() {
        carryOutAll(YearMonth.now(clock));
    }

    /** Before a month's run is opened, so that it pays every household where it then belongs. */
    public void beforeRunOf(YearMonth month) {
        YearMonth now = YearMonth.now(clock);
        carryOutAll(month.isAfter(now) ? month : now);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void accepted(RelocationAccepted accepted) {
        tryOne(accepted.moveId(), YearMonth.now(clock));
    }

    private void carryOutAll(YearMonth reached) {
        // read in the caller's own transaction: no month opened by many at once takes two connections each for nothing
        List<UUID> waiting =
                Objects.requireNonNull(inCallersTransaction.execute(status -> moves.accepted(Acting.scope())));
        waiting.forEach(id -> tryOne(id, reached));
    }

    private void tryOne(UUID id, YearMonth reached) {
        try {
            apart.as(SystemOfficer.of(Acting.officer().area().county()), () -> carryOut(id, reached));
        } catch (RuntimeException failed) {
            LOG.warn("Move {} could not take effect and is tried again", id, failed);
        }
    }

    private void carryOut(UUID id, YearMonth reached) {
        AreaScope county = Acting.scope();
        Relocation move = moves.find(id, county).orElseThrow(NotFound::new);
        if (move.state() != RelocationState.ACCEPTED) {
            return;
        }
        HouseholdOnDate household = households.today(move.householdId(), county);
        Moving wished = new Moving(
                id,
                household,
                move.to(),
                move.toResidence(),
                move.month(),
                move.answeredBy(),
                LocalDate.ofInstant(Objects.requireNonNull(move.answeredAt()), clock.getZone()));
        RelocationDesk.Outlook outlook;
        try {
            if (!household.isOpen()) {
                throw new RuleViolation("household.closed");
            }
            outlook = RelocationDesk.look(companions, wished, household);
            Moving moving = wished.in(outlook.month());
            Optional<RuleViolation> notYet = companions.stream()
                    .flatMap(companion -> companion.notYet(moving, reached).stream())
                    .findFirst();
            if (notYet.isPresent()) {
                throw notYet.get();
            }
        } catch (RuleViolation inTheWay) {
            moves.waits(id, inTheWay, county);
            return;
        }
        if (!outlook.amounts().equals(move.amounts())) {
            StaleVersion.unless(moves.askAgain(id, move.version(), outlook.amounts(), county));
            log.done("RELOCATION_ASKED_AGAIN", RelocationDesk.OBJECT, id, move.from(), move.fileNo() + " 金额已变化");
            return;
        }
        enter(move, wished.in(outlook.month()), outlook.amounts(), county);
    }

    private void enter(Relocation move, Moving moving, List<AmountChange> agreed, AreaScope county) {
        HouseholdOnDate household = moving.household();
        List<UUID> residents = households.move(
                household.id(), move.to(), move.toResidence(), move.address(), household.version(), county);
        moves.left(move.id(), residents, move.from());
        companions.forEach(companion -> companion.follow(moving, agreed));
        StaleVersion.unless(moves.done(move.id(), move.version(), moving.month(), clock.instant(), county));
        Stream.of(move.from(), move.to())
                .forEach(place -> log.done(
                        "RELOCATION_DONE",
                        RelocationDesk.OBJECT,
                        move.id(),
                        place,
                        "%s %s → %s 自 %s".formatted(move.fileNo(), move.from(), move.to(), moving.month())));
    }
}

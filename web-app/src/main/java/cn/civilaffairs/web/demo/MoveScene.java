package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.relocation.NewRelocation;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Households on their way between townships: one that has moved, one that waits for its month, one the other township asks for. */
@Component
class MoveScene {

    private static final AreaCode LEFT = AreaCode.of("999001012000");
    private static final AreaCode VILLAGE = AreaCode.of("999001011201");
    private static final AreaCode TOWN = AreaCode.of("999001001001");

    private final RelocationDesk moves;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    MoveScene(RelocationDesk moves, BusinessClock clock, TransactionTemplate transaction) {
        this.moves = moves;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        Iterator<DemoHousehold> families = LifeScene.families(plan, LEFT, 1).stream()
                .filter(family -> family.residence() == UrbanRural.RURAL)
                .iterator();
        on(LocalDate.of(2026, 11, 9));
        proposed(families, crew, wish(VILLAGE, UrbanRural.RURAL, "2026-10-20", "户口迁移证，随亲属居住"))
                .ifPresent(move -> accepted(move, 11, VILLAGE, crew));
        proposed(families, crew, wish(TOWN, UrbanRural.URBAN, "2026-11-03", "易地搬迁安置协议"))
                .ifPresent(move -> accepted(move, 12, TOWN, crew));
        on(LocalDate.of(2026, 11, 13));
        proposed(families, crew, wish(TOWN, UrbanRural.URBAN, "2026-11-10", "购房合同、户口迁移证"));
    }

    private static NewRelocation wish(AreaCode to, UrbanRural residence, String movedOn, String reason) {
        return new NewRelocation(to, residence, null, LocalDate.parse(movedOn), reason);
    }

    /** The first family with nothing else to settle before. */
    private Optional<UUID> proposed(Iterator<DemoHousehold> families, Crew crew, NewRelocation wish) {
        while (families.hasNext()) {
            DemoHousehold family = families.next();
            try {
                return Optional.of(as(crew.clerkOf(family.village()), () -> moves.propose(family.id(), wish)));
            } catch (RuleViolation notThisOne) {
                // such as an amount the roster brought; another family shows it as well
            }
        }
        return Optional.empty();
    }

    private void accepted(UUID move, int day, AreaCode to, Crew crew) {
        on(LocalDate.of(2026, 11, day));
        as(crew.clerkOf(to), () -> {
            moves.accept(move, moves.find(move).version(), "已核实在本地居住，同意接收");
            return move;
        });
    }

    private void on(LocalDate day) {
        clock.moveTo(day.atTime(10, 0));
    }

    private <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }
}

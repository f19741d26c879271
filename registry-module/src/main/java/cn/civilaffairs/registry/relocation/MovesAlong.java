package cn.civilaffairs.registry.relocation;

import cn.civilaffairs.kernel.RuleViolation;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * Plug: what belongs to a household and goes along when it moves (随迁), such as its benefits and open tasks. Asked within the
 * township left or the county, never within the township that receives.
 */
public interface MovesAlong {

    /** What must be settled before, each in the bureau's words. */
    default List<RuleViolation> obstacles(Moving moving) {
        return List.of();
    }

    /** What stands in nobody's way and is good to know before, each in the bureau's words. */
    default List<RuleViolation> remarks(Moving moving) {
        return List.of();
    }

    /** The first month, from the wished one on, that can be paid at the new place. */
    default YearMonth earliest(Moving moving, YearMonth wished) {
        return wished;
    }

    /**
     * Why the household stays where it is for now, such as because a month before is not paid yet.
     *
     * @param reached the latest month that has come or is being opened
     */
    default Optional<RuleViolation> notYet(Moving moving, YearMonth reached) {
        return Optional.empty();
    }

    /** What is due before and after, for every benefit whose amount depends on the place. */
    default List<AmountChange> amounts(Moving moving) {
        return List.of();
    }

    /**
     * Enters everything at the new place, within the county's scope and the transaction of the move.
     *
     * @param agreed what both townships agreed to, of all benefits
     */
    void follow(Moving moving, List<AmountChange> agreed);
}

package cn.civilaffairs.kernel;

import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@link AccessDecision} has to know of an object.
 *
 * @param line whose work it is; null for what all lines share
 * @param limited whether it is under limited access (限制查看) that is not open to the officer
 * @param actedBefore who did what the officer may not do as well
 * @param ready whether its state allows the act
 */
public record Subject(
        AreaCode area, @Nullable LineOfBusiness line, boolean limited, Set<UUID> actedBefore, boolean ready) {

    public Subject {
        actedBefore = Set.copyOf(actedBefore);
    }

    /** Something in an area that stands under nothing special. */
    public static Subject in(AreaCode area) {
        return new Subject(area, null, false, Set.of(), true);
    }

    public Subject of(@Nullable LineOfBusiness itsLine) {
        return new Subject(area, itsLine, limited, actedBefore, ready);
    }

    public Subject limited(boolean isLimited) {
        return new Subject(area, line, isLimited, actedBefore, ready);
    }

    /** @param persons nulls stand for acts nobody did yet */
    public Subject after(@Nullable UUID... persons) {
        return new Subject(
                area,
                line,
                limited,
                Arrays.stream(persons).filter(Objects::nonNull).collect(Collectors.toSet()),
                ready);
    }

    public Subject when(boolean isReady) {
        return new Subject(area, line, limited, actedBefore, isReady);
    }
}

package cn.civilaffairs.casework;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Plug of a domain module: how many persons a case is about and what it would cost a month, for lists and their sums. */
public interface CaseFigures {

    String matter();

    /** @return for each case that has figures yet; read in one query, however many there are */
    Map<UUID, CaseFigure> of(Collection<UUID> cases);
}

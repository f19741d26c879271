package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Step;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * All that a case page shows of a case.
 *
 * @param clock of the current step; null once closed
 * @param whole of the whole procedure, where it has one
 * @param missingYears years the limits reach into whose holidays nobody has entered
 * @param holders whose turn it is
 * @param atHand whether the step is for the officer who looks to work on
 * @param options what the current step offers the officer who looks
 */
public record CaseFolder(
        CaseFile file,
        Procedure procedure,
        List<CaseEntry> entries,
        List<CasePaper> papers,
        List<Posting> postings,
        @Nullable LimitClock clock,
        @Nullable LimitClock whole,
        SortedSet<Integer> missingYears,
        String village,
        String township,
        List<Holder> holders,
        boolean atHand,
        List<ActOption> options) {

    public Step step() {
        return procedure.step(file.step());
    }

    public Optional<Posting> posting() {
        return postings.isEmpty() ? Optional.empty() : Optional.of(postings.get(postings.size() - 1));
    }
}

package cn.civilaffairs.assistance.minimumliving.change;

import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.registry.resident.Relation;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a household in payment, as the township reports it (增减停发申报). Only the facts its kind asks for are
 * there.
 *
 * @param since the day it happened, never in the future
 * @param person who joins, leaves, becomes head or refuses work
 * @param relation of who joins, to the head
 * @param entryReason why somebody joins
 * @param exitCode why somebody leaves, or why the whole household is paid no longer
 * @param newHead who becomes head because the head leaves, or by itself
 * @param relations of everybody who stays to the new head
 * @param backdated whether it counts from the month after it happened, as what was concealed or reported late does
 * @param note what it is known from (依据)
 */
public record AllowanceChange(
        UUID householdId,
        ChangeKind kind,
        LocalDate since,
        @Nullable UUID person,
        @Nullable Relation relation,
        @Nullable EntryReason entryReason,
        @Nullable ExitCode exitCode,
        @Nullable UUID newHead,
        Map<UUID, Relation> relations,
        List<MeansLine> means,
        TaperRule.@Nullable Cause taper,
        boolean backdated,
        String note) {

    public AllowanceChange {
        relations = relations == null ? Map.of() : Map.copyOf(relations);
        means = means == null ? List.of() : List.copyOf(means);
        note = note.strip();
    }

    public boolean isDeath() {
        return exitCode == ExitCode.DEATH && (kind == ChangeKind.MEMBER_LEFT || kind == ChangeKind.ENDED);
    }

    /** The same about a person who was registered meanwhile. */
    AllowanceChange about(UUID registered) {
        return new AllowanceChange(
                householdId,
                kind,
                since,
                registered,
                relation,
                entryReason,
                exitCode,
                newHead,
                relations,
                means.stream()
                        .map(line -> line.item() == null && STRANGER.equals(line.owner())
                                ? new MeansLine(
                                        null, line.amount(), registered, line.category(), line.name(), line.period())
                                : line)
                        .toList(),
                taper,
                backdated,
                note);
    }

    /** Stands for somebody who joins and is not registered yet. */
    public static final UUID STRANGER = new UUID(0, 1);

    public static AllowanceChange joins(
            UUID householdId, LocalDate since, UUID person, Relation relation, EntryReason reason, String note) {
        return new AllowanceChange(
                householdId,
                ChangeKind.MEMBER_ADDED,
                since,
                person,
                relation,
                reason,
                null,
                null,
                Map.of(),
                List.of(),
                null,
                false,
                note);
    }

    public static AllowanceChange leaves(
            UUID householdId, LocalDate since, UUID person, ExitCode code, boolean backdated, String note) {
        return of(householdId, ChangeKind.MEMBER_LEFT, since, person, code, List.of(), backdated, note);
    }

    public static AllowanceChange headLeaves(
            UUID householdId,
            LocalDate since,
            UUID head,
            ExitCode code,
            UUID newHead,
            Map<UUID, Relation> relations,
            String note) {
        return new AllowanceChange(
                householdId,
                ChangeKind.MEMBER_LEFT,
                since,
                head,
                null,
                null,
                code,
                newHead,
                relations,
                List.of(),
                null,
                false,
                note);
    }

    public static AllowanceChange headChanges(
            UUID householdId, LocalDate since, UUID newHead, Map<UUID, Relation> relations, String note) {
        return new AllowanceChange(
                householdId,
                ChangeKind.HEAD_CHANGED,
                since,
                newHead,
                null,
                null,
                null,
                newHead,
                relations,
                List.of(),
                null,
                false,
                note);
    }

    public static AllowanceChange means(
            UUID householdId, LocalDate since, List<MeansLine> means, boolean backdated, String note) {
        return of(householdId, ChangeKind.MEANS_CHANGED, since, null, null, means, backdated, note);
    }

    public static AllowanceChange refusesWork(UUID householdId, LocalDate since, UUID person, String note) {
        return of(householdId, ChangeKind.JOB_REFUSED, since, person, null, List.of(), false, note);
    }

    public static AllowanceChange comesOfAge(UUID householdId, LocalDate since, UUID person, String note) {
        return of(householdId, ChangeKind.AGE_REACHED, since, person, null, List.of(), false, note);
    }

    public static AllowanceChange tapers(
            UUID householdId, LocalDate since, List<MeansLine> means, TaperRule.Cause cause, String note) {
        return new AllowanceChange(
                householdId,
                ChangeKind.TAPERED,
                since,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                means,
                cause,
                false,
                note);
    }

    public static AllowanceChange ends(
            UUID householdId, LocalDate since, ExitCode code, boolean backdated, String note) {
        return of(householdId, ChangeKind.ENDED, since, null, code, List.of(), backdated, note);
    }

    /** With the facts most kinds ask for. */
    private static AllowanceChange of(
            UUID householdId,
            ChangeKind kind,
            LocalDate since,
            @Nullable UUID person,
            @Nullable ExitCode code,
            List<MeansLine> means,
            boolean backdated,
            String note) {
        return new AllowanceChange(
                householdId, kind, since, person, null, null, code, null, Map.of(), means, null, backdated, note);
    }
}

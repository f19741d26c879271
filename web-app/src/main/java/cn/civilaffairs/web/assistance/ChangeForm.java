package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.TaperRule;
import cn.civilaffairs.assistance.minimumliving.change.AllowanceChange;
import cn.civilaffairs.assistance.minimumliving.change.ChangeKind;
import cn.civilaffairs.assistance.minimumliving.change.EntryReason;
import cn.civilaffairs.assistance.minimumliving.change.MeansLine;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChange;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.ResidentDetails;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change as typed. What depends on the household, one field for each member or item, comes beside it by name: {@code
 * tie.<resident>}, {@code amount.<item>}, {@code gone.<item>}.
 *
 * @param number of who joins, a whole identity number
 * @param task the review this answers, or null
 * @param caseId the case that came back and is corrected, or null
 */
record ChangeForm(
        UUID household,
        ChangeKind kind,
        @Nullable LocalDate since,
        @Nullable UUID person,
        @Nullable String number,
        @Nullable String name,
        @Nullable Relation relation,
        @Nullable EntryReason entryReason,
        @Nullable ExitCode exitCode,
        @Nullable UUID newHead,
        TaperRule.@Nullable Cause taper,
        @Nullable Boolean backdated,
        @Nullable String note,
        @Nullable List<Item> added,
        @Nullable UUID task,
        @Nullable UUID caseId,
        UUID requestKey) {

    /** A new item of means; nothing typed means none. */
    record Item(
            @Nullable MeansCategory category,
            @Nullable String name,
            @Nullable String amount,
            @Nullable MeansPeriod period,
            @Nullable UUID owner) {

        private boolean isTyped() {
            return name != null && !name.isBlank() || amount != null && !amount.isBlank();
        }

        private MeansLine line() {
            if (category == null || name == null || name.isBlank() || period == null) {
                throw new RuleViolation("change.means-incomplete");
            }
            return MeansLine.added(owner, category, name, money(amount), period);
        }
    }

    static ChangeForm blank(UUID household, ChangeKind kind, LocalDate today, @Nullable UUID task) {
        return new ChangeForm(
                household,
                kind,
                today,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                List.of(),
                task,
                null,
                UUID.randomUUID());
    }

    ChangeForm noted(String words) {
        return with(person, number, name, relation, exitCode, newHead, words);
    }

    ChangeForm leftBy(@Nullable UUID who, @Nullable ExitCode code) {
        return with(who, number, name, relation, code, newHead, note);
    }

    ChangeForm joinedBy(@Nullable String itsNumber, @Nullable String itsName, @Nullable Relation itsRelation) {
        return with(person, itsNumber, itsName, itsRelation, exitCode, newHead, note);
    }

    ChangeForm withHead(UUID head) {
        return with(person, number, name, relation, exitCode, head, note);
    }

    private ChangeForm with(
            @Nullable UUID who,
            @Nullable String itsNumber,
            @Nullable String itsName,
            @Nullable Relation itsRelation,
            @Nullable ExitCode code,
            @Nullable UUID head,
            @Nullable String words) {
        return new ChangeForm(
                household,
                kind,
                since,
                who,
                itsNumber,
                itsName,
                itsRelation,
                entryReason,
                code,
                head,
                taper,
                backdated,
                words,
                added,
                task,
                caseId,
                requestKey);
    }

    /** What was reported, to be corrected. */
    static ChangeForm of(MinimumLivingChange change) {
        AllowanceChange facts = change.facts();
        return new ChangeForm(
                facts.householdId(),
                facts.kind(),
                facts.since(),
                facts.person(),
                null,
                null,
                facts.relation(),
                facts.entryReason(),
                facts.exitCode(),
                facts.newHead(),
                facts.taper(),
                facts.backdated(),
                facts.note(),
                List.of(),
                null,
                change.caseId(),
                UUID.randomUUID());
    }

    /** The case that came back is about something else after all. */
    ChangeForm as(ChangeKind other) {
        return new ChangeForm(
                household,
                other,
                since,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                note,
                List.of(),
                task,
                caseId,
                requestKey);
    }

    /** The fields that depend on the household, as they were typed. */
    static Map<String, String> fields(AllowanceChange facts) {
        Map<String, String> fields = new HashMap<>();
        facts.relations().forEach((resident, relation) -> fields.put("tie." + resident, relation.name()));
        int added = 0;
        for (MeansLine line : facts.means()) {
            Money amount = line.amount();
            if (line.item() != null) {
                fields.put(
                        (amount == null ? "gone." : "amount.") + line.item(),
                        amount == null ? "true" : amount.toString());
            } else if (amount != null && line.category() != null && line.period() != null) {
                String row = "added[" + added++ + "].";
                fields.put(row + "category", line.category().name());
                fields.put(row + "name", line.name());
                fields.put(row + "amount", amount.toString());
                fields.put(row + "period", line.period().name());
                fields.put(
                        row + "owner", line.owner() == null ? "" : line.owner().toString());
            }
        }
        return fields;
    }

    AllowanceChange change(Map<String, String> fields) {
        if (since == null) {
            throw new RuleViolation("change.since-missing");
        }
        Map<UUID, Relation> relations = new HashMap<>();
        List<MeansLine> means = new ArrayList<>();
        fields.forEach((field, value) -> {
            if (field.startsWith("tie.") && !value.isBlank()) {
                relations.put(id(field), Relation.valueOf(value));
            } else if (field.startsWith("gone.")) {
                means.add(MeansLine.gone(id(field)));
            } else if (field.startsWith("amount.") && !value.isBlank() && !fields.containsKey("gone." + id(field))) {
                means.add(MeansLine.changed(id(field), money(value)));
            }
        });
        if (added != null) {
            added.stream().filter(Item::isTyped).map(Item::line).forEach(means::add);
        }
        boolean ofMeans = kind == ChangeKind.MEANS_CHANGED || kind == ChangeKind.TAPERED;
        boolean headGoes = newHead != null && (kind == ChangeKind.MEMBER_LEFT || kind == ChangeKind.HEAD_CHANGED);
        return new AllowanceChange(
                household,
                kind,
                since,
                kind == ChangeKind.HEAD_CHANGED ? newHead : person,
                relation,
                entryReason,
                exitCode,
                headGoes ? newHead : null,
                headGoes ? relations : Map.of(),
                ofMeans ? means : List.of(),
                taper,
                Boolean.TRUE.equals(backdated),
                note == null ? "" : note);
    }

    /** Who joins, where a number was typed. */
    Optional<ResidentDetails> stranger(AreaCode area) {
        boolean known = caseId != null && person != null && (number == null || number.isBlank());
        if (kind != ChangeKind.MEMBER_ADDED || known) {
            return Optional.empty();
        }
        if (number == null || number.isBlank() || name == null || name.isBlank()) {
            throw new RuleViolation("change.joiner-missing");
        }
        String whole = IdNumber.normalise(number);
        if (!IdNumber.isValid(whole)) {
            throw new RuleViolation("change.joiner-number");
        }
        return Optional.of(ResidentDetails.citizen(area, name, new IdNumber(whole)));
    }

    private static UUID id(String field) {
        return UUID.fromString(field.substring(field.indexOf('.') + 1));
    }

    private static Money money(@Nullable String typed) {
        String plain = typed == null ? "" : typed.replaceAll("[,\\s]", "");
        if (!plain.matches("[0-9]{1,9}(\\.[0-9]{1,2})?")) {
            throw new RuleViolation("change.amount-malformed", typed == null ? "" : typed);
        }
        return Money.of(plain);
    }

    @Override
    public String toString() {
        return "ChangeForm %s %s %s %s".formatted(household, kind, since, requestKey);
    }
}

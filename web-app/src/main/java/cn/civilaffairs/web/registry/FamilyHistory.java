package cn.civilaffairs.web.registry;

import cn.civilaffairs.casework.CaseEntry;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.PayeeChange;
import cn.civilaffairs.disbursement.PayeeDesk;
import cn.civilaffairs.disbursement.review.ReviewAnswer;
import cn.civilaffairs.disbursement.review.ReviewDesk;
import cn.civilaffairs.disbursement.review.ReviewTask;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.relocation.Relocation;
import cn.civilaffairs.registry.relocation.RelocationDesk;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.Membership;
import cn.civilaffairs.web.StatusDictionary;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.casework.CaseWords;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Everything that happened to a family (经过), told by its registers, its cases and its benefits. */
@Component
class FamilyHistory {

    private final HouseholdRegister households;
    private final PayeeDesk payees;
    private final EntitlementDesk entitlements;
    private final ReviewDesk reviews;
    private final RelocationDesk relocations;
    private final AreaRegister areas;
    private final StatusDictionary statuses;
    private final Words words;
    private final CaseWords caseWords;
    private final Clock clock;

    FamilyHistory(
            HouseholdRegister households,
            PayeeDesk payees,
            EntitlementDesk entitlements,
            ReviewDesk reviews,
            RelocationDesk relocations,
            AreaRegister areas,
            StatusDictionary statuses,
            Words words,
            CaseWords caseWords,
            Clock clock) {
        this.households = households;
        this.payees = payees;
        this.entitlements = entitlements;
        this.reviews = reviews;
        this.relocations = relocations;
        this.areas = areas;
        this.statuses = statuses;
        this.words = words;
        this.caseWords = caseWords;
        this.clock = clock;
    }

    /** The newest first. */
    List<FamilyEvent> of(UUID householdId, List<CaseFolder> folders, List<BenefitInForce> benefits, AreaScope scope) {
        List<UUID> entitlementIds =
                benefits.stream().map(BenefitInForce::entitlementId).toList();
        return Stream.of(
                        households.history(householdId, scope).stream().flatMap(this::membership),
                        households.means(householdId, scope).stream().flatMap(this::means),
                        folders.stream().flatMap(this::acts),
                        payees.of(entitlementIds).stream().flatMap(this::payeeChange),
                        entitlementIds.stream()
                                .flatMap(id -> entitlements.holds(id).stream())
                                .flatMap(this::hold),
                        reviews.ofHousehold(householdId).stream().flatMap(this::review),
                        relocations.ofHousehold(householdId).stream().flatMap(this::move))
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(FamilyEvent::on).reversed())
                .toList();
    }

    private Stream<FamilyEvent> membership(Membership membership) {
        String who = membership.name() + "（" + words.of(membership.relation()) + "）";
        FamilyEvent joined = new FamilyEvent(membership.from(), "成员", who + "加入：" + membership.joinedWhy(), null, null);
        LocalDate to = membership.to();
        return to == null
                ? Stream.of(joined)
                : Stream.of(joined, new FamilyEvent(to, "成员", who + "止：" + membership.leftWhy(), null, null));
    }

    private Stream<FamilyEvent> means(MeansItem item) {
        String what = words.of(item.category()) + " " + item.name() + " "
                + item.amount().grouped() + " 元";
        FamilyEvent entered = new FamilyEvent(day(item.enteredAt()), "收入财产", "登记 " + what, item.enteredBy(), null);
        Instant withdrawn = item.withdrawnAt();
        return withdrawn == null
                ? Stream.of(entered)
                : Stream.of(
                        entered,
                        new FamilyEvent(day(withdrawn), "收入财产", "撤回 " + what + "：" + item.withdrawnWhy(), null, null));
    }

    private Stream<FamilyEvent> acts(CaseFolder folder) {
        return folder.entries().stream().map(entry -> act(folder.file(), entry));
    }

    private FamilyEvent act(CaseFile file, CaseEntry entry) {
        String opinion = caseWords.opinion(file, entry);
        return new FamilyEvent(
                day(entry.at()),
                file.caseNo(),
                caseWords.sentence(file, entry) + (opinion.isBlank() ? "" : "：" + opinion),
                entry.officerName(),
                "/cases/" + file.id());
    }

    private Stream<FamilyEvent> payeeChange(PayeeChange change) {
        String what = "%s → %s（%s）：%s"
                .formatted(change.fromName(), change.toName(), words.of(change.basis()), change.reason());
        String page = "/benefits/" + change.entitlementId() + "/payee";
        FamilyEvent proposed =
                new FamilyEvent(day(change.proposedAt()), "领款人", "提出变更领款人 " + what, change.proposedByName(), page);
        Instant decided = change.decidedAt();
        return decided == null
                ? Stream.of(proposed)
                : Stream.of(
                        proposed,
                        new FamilyEvent(
                                day(decided),
                                "领款人",
                                statuses.of("PAYEE_CHANGE_" + change.state()).word() + " " + what,
                                change.decidedByName(),
                                page));
    }

    private Stream<FamilyEvent> hold(Hold hold) {
        String reason = words.of(hold.reason());
        FamilyEvent placed = new FamilyEvent(
                day(hold.placedAt()),
                "暂停",
                "暂停发放（%s），自 %s 起：%s".formatted(reason, hold.from(), hold.note()),
                hold.placedBy(),
                null);
        Instant released = hold.releasedAt();
        return released == null
                ? Stream.of(placed)
                : Stream.of(
                        placed,
                        new FamilyEvent(
                                day(released),
                                "恢复",
                                "恢复发放（%s）：%s".formatted(reason, hold.releaseNote()),
                                hold.releasedBy(),
                                null));
    }

    private Stream<FamilyEvent> review(ReviewTask review) {
        OffsetDateTime recorded = review.recordedAt();
        ReviewAnswer answer = review.answer();
        return recorded == null || answer == null
                ? Stream.empty()
                : Stream.of(new FamilyEvent(
                        day(recorded.toInstant()),
                        "复核",
                        "定期复核：%s。%s".formatted(words.of(answer), review.note()),
                        review.recordedBy(),
                        null));
    }

    private Stream<FamilyEvent> move(Relocation move) {
        Instant done = move.doneAt();
        return done == null
                ? Stream.empty()
                : Stream.of(new FamilyEvent(
                        day(done),
                        "迁移",
                        "由 %s 迁入 %s，%s 起由迁入地发放：%s"
                                .formatted(
                                        areas.localName(move.from()),
                                        areas.localName(move.to()),
                                        move.month(),
                                        move.reason()),
                        move.answeredByName(),
                        "/moves/" + move.id()));
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(clock.getZone()).toLocalDate();
    }
}

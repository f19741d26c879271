package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a family beyond its members and their means (家庭情况登记): who owes it support from outside, who may be
 * out of work, which jobs were offered, and who applies alone. Kept with dates; nothing is overwritten.
 */
public record FamilyCircumstances(
        List<Supporter> supporters, List<WorkExcuse> excuses, List<JobOffer> offers, List<SinglePerson> singles) {

    public static final FamilyCircumstances NONE = new FamilyCircumstances(List.of(), List.of(), List.of(), List.of());

    public FamilyCircumstances {
        supporters = List.copyOf(supporters);
        excuses = List.copyOf(excuses);
        offers = List.copyOf(offers);
        singles = List.copyOf(singles);
    }

    public boolean isEmpty() {
        return supporters.isEmpty() && excuses.isEmpty() && offers.isEmpty() && singles.isEmpty();
    }

    /** What held on a day: offers made until then and not withdrawn, everything else begun and not over. */
    public FamilyCircumstances on(LocalDate day) {
        return new FamilyCircumstances(
                supporters.stream().filter(row -> row.term().holdsOn(day)).toList(),
                excuses.stream().filter(row -> row.term().holdsOn(day)).toList(),
                offers.stream()
                        .filter(row ->
                                row.withdrawnAt() == null && !row.offeredOn().isAfter(day))
                        .toList(),
                singles.stream().filter(row -> row.term().holdsOn(day)).toList());
    }

    public Optional<WorkExcuse> excuseOf(UUID residentId) {
        return excuses.stream()
                .filter(row -> row.residentId().equals(residentId))
                .findFirst();
    }

    /**
     * From when to when something holds and who said so.
     *
     * @param to the first day it no longer holds
     */
    public record Term(
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String endedWhy,
            @Nullable String enteredBy,
            Instant enteredAt) {

        public boolean holdsOn(LocalDate day) {
            return !from.isAfter(day) && (to == null || to.isAfter(day));
        }
    }

    /**
     * Somebody who does not live with the family and owes it support (非共同生活赡养义务人); never counted among its members.
     *
     * @param monthlyIncome of the supporter's own household, yuan
     * @param persons of the supporter's own household
     * @param dependants how many people the supporter owes support to
     * @param agreedFee yuan a month fixed by agreement or judgment, in place of the formula
     */
    public record Supporter(
            UUID id,
            UUID householdId,
            String name,
            SupporterTie tie,
            Money monthlyIncome,
            int persons,
            int dependants,
            @Nullable Money agreedFee,
            MeansSource source,
            Term term) {}

    /** Why a member able to work rightly does not. */
    public record WorkExcuse(
            UUID id, UUID householdId, UUID residentId, WorkExcuseGround ground, String note, Term term) {}

    /** A job a member was offered, and the answer. */
    public record JobOffer(
            UUID id,
            UUID householdId,
            UUID residentId,
            LocalDate offeredOn,
            String job,
            JobAnswer answer,
            @Nullable String reason,
            @Nullable String enteredBy,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnWhy) {}

    /** The member who applies alone (单人户), and why they may. */
    public record SinglePerson(
            UUID id, UUID householdId, UUID residentId, SingleGround ground, String note, Term term) {}
}

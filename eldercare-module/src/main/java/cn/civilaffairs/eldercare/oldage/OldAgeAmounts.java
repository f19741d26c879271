package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.disbursement.AmountRule;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.policy.Standard;
import cn.civilaffairs.registry.policy.StandardBook;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The allowance of many people by two standards, so that a raised one is tried out on everybody before it is approved. The
 * months of later bands are asked for too, and follow it.
 */
@Component
class OldAgeAmounts implements AmountRule {

    private final OldAgePolicy policy;
    private final ResidentRegister residents;
    private final Clock clock;

    OldAgeAmounts(OldAgePolicy policy, ResidentRegister residents, Clock clock) {
        this.policy = policy;
        this.residents = residents;
        this.clock = clock;
    }

    @Override
    public String scheme() {
        return OldAgeAllowance.CODE;
    }

    @Override
    public void compare(List<Recipient> recipients, Standard proposed, Consumer<Comparison> each) {
        Map<UUID, Resident> people = residents.get(
                recipients.stream().map(Recipient::residentId).distinct().toList(), Acting.scope());
        StandardBook book = policy.book();
        Sheet now = new Sheet(book);
        Sheet then = new Sheet(book.with(proposed));
        StartRule rule = policy.startRule(proposed.area(), LocalDate.now(clock));
        for (Recipient recipient : recipients) {
            Resident person = people.get(recipient.residentId());
            each.accept(
                    person == null
                            ? new Comparison(recipient, null, null)
                            : new Comparison(
                                    recipient,
                                    amount(recipient, person.birthDate(), rule, now),
                                    amount(recipient, person.birthDate(), rule, then)));
        }
    }

    private static @Nullable Amount amount(Recipient recipient, LocalDate birth, StartRule rule, Sheet sheet) {
        return OldAgeSchedule.bandIn(birth, recipient.month(), rule, sheet.of(recipient.area(), recipient.residence()))
                .map(band -> new Amount(
                        1,
                        band.monthly(),
                        Money.ZERO,
                        true,
                        OldAgeSchedule.RULE,
                        () -> OldAgeReckoning.write(birth, rule, new OldAgeSchedule.Step(recipient.month(), band))))
                .orElse(null);
    }

    /** The bands of each place, worked out once. */
    private static final class Sheet {

        private final StandardBook book;
        private final Map<String, OldAgeBands> bands = new HashMap<>();

        Sheet(StandardBook book) {
            this.book = book;
        }

        OldAgeBands of(AreaCode area, UrbanRural residence) {
            return bands.computeIfAbsent(
                    area.township().value() + residence, key -> OldAgePolicy.bands(book, area, residence));
        }
    }
}

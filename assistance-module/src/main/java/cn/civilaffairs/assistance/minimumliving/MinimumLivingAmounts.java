package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.AmountRule;
import cn.civilaffairs.registry.policy.Standard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The allowance of many households by two standards. Each is looked at as it was on the first day of its month, so that what
 * changed since does not slip into a new standard.
 */
@Component
class MinimumLivingAmounts implements AmountRule {

    private final MinimumLivingReckoner reckoner;

    MinimumLivingAmounts(MinimumLivingReckoner reckoner) {
        this.reckoner = reckoner;
    }

    @Override
    public String scheme() {
        return MinimumLivingAllowance.CODE;
    }

    @Override
    public void compare(List<Recipient> recipients, Standard proposed, Consumer<Comparison> each) {
        Map<Key, Recipient> byHousehold = new HashMap<>(recipients.size() * 2);
        List<MinimumLivingReckoner.Wanted> wanted = new ArrayList<>(recipients.size());
        for (Recipient recipient : recipients) {
            UUID household = recipient.householdId();
            if (household != null) {
                MinimumLivingReckoner.Wanted next = new MinimumLivingReckoner.Wanted(
                        household,
                        recipient.month(),
                        recipient.month().atDay(1),
                        recipient.residence(),
                        recipient.category());
                wanted.add(next);
                byHousehold.put(new Key(household, next.asOf()), recipient);
            }
        }
        reckoner.compareAll(wanted, proposed, (next, now, then) -> {
            Recipient recipient = byHousehold.get(new Key(next.household(), next.asOf()));
            each.accept(new Comparison(recipient, amount(now.calculation()), amount(then.calculation())));
        });
    }

    private record Key(UUID household, java.time.LocalDate on) {}

    private static Amount amount(MinimumLivingCalculation calculation) {
        return new Amount(
                calculation.persons(),
                calculation.base(),
                calculation.supplements(),
                calculation.entitled(),
                calculation.ruleVersion(),
                () -> ReckoningJson.write(calculation));
    }
}

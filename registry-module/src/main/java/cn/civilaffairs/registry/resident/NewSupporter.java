package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside the family who owes it support, to be put on its file.
 *
 * @param monthlyIncome of the supporter's own household, yuan
 * @param agreedFee yuan a month fixed by agreement or judgment, in place of the formula
 */
public record NewSupporter(
        String name,
        SupporterTie tie,
        Money monthlyIncome,
        int persons,
        int dependants,
        @Nullable Money agreedFee,
        MeansSource source,
        LocalDate from) {}

package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.Money;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice about a running benefit says (增减停发、暂停、恢复告知书): from when, why, and the money before and after.
 *
 * @param act the word for what happens: 增发, 减发, 停发, 暂停发放, 恢复发放
 * @param from the first month it holds
 * @param arrearsPaid for a resumption, whether the months held back are paid
 */
record BenefitNotice(
        String number,
        MinimumLivingFacts.Places places,
        String office,
        String recipient,
        String address,
        String scheme,
        String act,
        @Nullable YearMonth from,
        @Nullable Integer personsBefore,
        @Nullable Integer personsAfter,
        @Nullable Money before,
        @Nullable Money after,
        String reason,
        @Nullable Boolean arrearsPaid)
        implements PaperContent {

    static BenefitNotice blank(MinimumLivingFacts.Places places, String scheme, String act) {
        return new BenefitNotice(
                "", places, places.countyOffice(), "", "", scheme, act, null, null, null, null, null, "", null);
    }

    @Override
    public List<String> names() {
        return List.of(recipient);
    }

    public boolean isBlank() {
        return recipient.isEmpty();
    }
}

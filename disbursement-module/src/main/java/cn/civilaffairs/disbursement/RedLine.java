package cn.civilaffairs.disbursement;

import org.jspecify.annotations.Nullable;

/**
 * A rule that holds a payment up until somebody has explained it (红线), as a declaration: modules publish theirs as beans.
 * Its word is the message {@code RedLine.<code>}.
 *
 * <p>The query selects {@code entitlement_id, resident_id, evidence, note}: whose payment, about whom, what the hit rests on
 * (a hit with other evidence is a new one), and what is shown. It reads the run from two temporary tables:
 * {@code pg_temp.run_payment (entitlement_id, area_code, household_id, resident_id, payee_id, account_id, determination_id,
 * persons, amount, regular_amount, paid)}, one row for each entitlement, and {@code pg_temp.run_person (entitlement_id,
 * resident_id)}, everybody covered or paid by it. Named parameters: {@code run, previous, scheme, county} (six digits),
 * {@code month, cutOff, livingOn, today}.
 *
 * @param scheme the only scheme it applies to; null for every one
 * @param exit why the benefit ends if the answer is to stop it; null where stopping is no answer
 */
public record RedLine(
        String code, @Nullable String scheme, @Nullable ExitCode exit, String query) {

    public static RedLine of(String code, @Nullable ExitCode exit, String query) {
        return new RedLine(code, null, exit, query);
    }

    boolean appliesTo(String schemeCode) {
        return scheme == null || scheme.equals(schemeCode);
    }
}

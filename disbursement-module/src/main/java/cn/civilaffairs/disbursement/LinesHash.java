package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The digest of all lines of a run in their order (批次校验值), taken when it is signed and compared ever after. */
@Repository
class LinesHash {

    private final JdbcClient jdbc;

    LinesHash(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** SHA-256 over one canonical text line for each payment; streamed, so its cost in memory does not grow. */
    String of(UUID runId, AreaScope scope) {
        MessageDigest digest = sha256();
        jdbc.sql("""
                        select concat_ws('|', seq, entitlement_id, area_code, scheme, residence, kind, benefit_month, attempt,
                            resident_id, payee_id, payee_name, account_id, persons, base_amount, supplement_amount,
                            arrears_amount, deduction_amount, amount, coalesce(determination_id::text, '-'),
                            coalesce(arrear_id::text, '-'), coalesce(reissue_of_run::text, '-'),
                            coalesce(reissue_of_seq::text, '-')) as line
                        from disbursement.payment_line
                        where run_id = :run and area_code >= :lo and area_code < :hi order by seq""")
                .param("run", runId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .withFetchSize(2_000)
                .query(row -> {
                    digest.update(row.getString(1).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

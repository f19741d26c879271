package cn.civilaffairs.registry.request;

import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets a form act once, however often it arrives (请求号). The page carries a key made when it was shown; a double click, a
 * resend by the browser or a retry after a lost answer brings the same key with the same content and gets the first
 * answer. The same key with other content, or from somebody else, is refused.
 *
 * <p>The key is kept in the transaction of the act: what is rolled back may be sent again.
 */
@Component
public class RequestKeys {

    private final JdbcClient jdbc;

    RequestKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param action UPPER_SNAKE name of the act, part of what must agree
     * @param body everything the officer entered, in a fixed order
     * @param work the act; its answer, such as the id of what was made, is kept and given again
     */
    @Transactional
    public String once(UUID key, String action, String body, Supplier<String> work) {
        UUID officer = Acting.officer().id();
        String hash = hash(body);
        if (claim(key, officer, action, hash)) {
            String answer = work.get();
            jdbc.sql("update registry.idempotency_key set answer = :answer where key = :key")
                    .param("answer", answer)
                    .param("key", key)
                    .update();
            return answer;
        }
        Kept kept = jdbc.sql(
                        "select officer_id, action, body_hash, answer from registry.idempotency_key where key = :key")
                .param("key", key)
                .query(Kept.class)
                .single();
        if (kept.answer == null || !kept.isOf(officer, action, hash)) {
            throw new RuleViolation("request.key-reused");
        }
        return kept.answer;
    }

    /** Waits for a concurrent holder of the same key to finish; the unique index sees to that. */
    private boolean claim(UUID key, UUID officer, String action, String hash) {
        return jdbc.sql("""
                                insert into registry.idempotency_key (key, officer_id, action, body_hash)
                                values (:key, :officer, :action, :hash) on conflict do nothing""")
                        .param("key", key)
                        .param("officer", officer)
                        .param("action", action)
                        .param("hash", hash)
                        .update()
                == 1;
    }

    private static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private record Kept(
            UUID officerId,
            String action,
            String bodyHash,
            @Nullable String answer) {

        boolean isOf(UUID officer, String otherAction, String hash) {
            return officerId.equals(officer) && action.equals(otherAction) && bodyHash.equals(hash);
        }
    }
}

package cn.civilaffairs.registry.draft;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what an officer has typed and not yet sent, so that neither a time-out nor a restart loses it. One draft for each
 * officer and form, as ciphertext; nobody else reads it.
 */
@Service
@Transactional
@Unscoped("a draft belongs to the officer who types it")
public class Drafts {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    Drafts(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @return the time shown beside the form (已保存) */
    public Instant save(Officer officer, String form, String content) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into registry.draft (officer_id, form, content_enc, saved_at) values (?, ?, ?, ?)
                        on conflict (officer_id, form) do update
                            set content_enc = excluded.content_enc, saved_at = excluded.saved_at""")
                .params(
                        officer.id(),
                        form,
                        cipher.encryptBytes(
                                ProtectedField.DRAFT,
                                officer.id(),
                                content.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        now.atOffset(ZoneOffset.UTC))
                .update();
        return now;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(Officer officer, String form) {
        return jdbc.sql("select content_enc, saved_at from registry.draft where officer_id = ? and form = ?")
                .params(officer.id(), form)
                .query((row, number) -> new Draft(
                        cipher.decrypt(ProtectedField.DRAFT, officer.id(), row.getBytes("content_enc")),
                        row.getObject("saved_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    public void discard(Officer officer, String form) {
        jdbc.sql("delete from registry.draft where officer_id = ? and form = ?")
                .params(officer.id(), form)
                .update();
    }
}

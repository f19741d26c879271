package cn.civilaffairs.registry.files;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps uploaded and generated files as ciphertext in the database, so that a backup of one is a backup of both. */
@Component
@Transactional
public class StoredFiles {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    StoredFiles(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    @Unscoped("the row policy checks the area of an inserted row")
    public UUID store(AreaCode area, String name, String mediaType, byte[] content) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.stored_file
                            (id, area_code, name, media_type, size, sha256, content_enc, stored_by, stored_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        area.value(),
                        name,
                        mediaType,
                        content.length,
                        sha256(content),
                        cipher.encryptBytes(ProtectedField.STORED_FILE, id, content),
                        Acting.current().map(Officer::id).orElse(null),
                        OffsetDateTime.now(clock)))
                .update();
        return id;
    }

    /**
     * Removes what a file holds and keeps that there was one; false if it was removed before.
     *
     * @see cn.civilaffairs.registry.exchange.ImportDesk#removeFiles
     */
    public boolean remove(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        update registry.stored_file set content_enc = null, removed_at = :at
                        where id = :id and removed_at is null and area_code >= :lo and area_code < :hi""")
                        .param("at", OffsetDateTime.now(clock))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /**
     * @throws NotFound if there is no such file in the scope
     * @throws RuleViolation {@code file.removed} if its content was removed on schedule
     */
    @Transactional(readOnly = true)
    public StoredFile read(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select name, media_type, sha256, content_enc from registry.stored_file
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new StoredFile(
                        id,
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getString("sha256"),
                        cipher.decryptBytes(ProtectedField.STORED_FILE, id, present(row.getBytes("content_enc")))))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private static byte[] present(byte @Nullable [] content) {
        if (content == null) {
            throw new RuleViolation("file.removed");
        }
        return content;
    }

    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

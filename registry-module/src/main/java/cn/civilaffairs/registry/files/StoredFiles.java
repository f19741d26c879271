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
import cn.civilaffairs.registry.protection.IntegrityViolation;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Keeps uploaded and generated files as ciphertext in the database, so that a backup of one is a backup of both. */
@Component
@Transactional
public class StoredFiles {

    /** What one officer may leave here within a day: more than anybody's work makes, less than fills a disk (ASVS 5.2.4). */
    static final int FILES_A_DAY = 500;

    static final long BYTES_A_DAY = 2L << 30;

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final Clock clock;

    StoredFiles(JdbcClient jdbc, FieldCipher cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** @throws RuleViolation {@code file.too-many} once the officer has stored a day's worth of files */
    @Unscoped("the row policy checks the area of an inserted row")
    public UUID store(AreaCode area, String name, String mediaType, byte[] content) {
        Acting.current().ifPresent(officer -> requireRoom(officer, content.length));
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

    @Unscoped("counts what one officer stored, not whose it is")
    private void requireRoom(Officer officer, long more) {
        boolean room = jdbc.sql("""
                        select count(*) < :files and coalesce(sum(size), 0) + :more <= :bytes from registry.stored_file
                        where stored_by = :officer and stored_at > :since""")
                .param("files", FILES_A_DAY)
                .param("more", more)
                .param("bytes", BYTES_A_DAY)
                .param("officer", officer.id())
                .param("since", OffsetDateTime.now(clock).minusDays(1))
                .query(Boolean.class)
                .single();
        if (!room) {
            throw new RuleViolation("file.too-many", FILES_A_DAY, BYTES_A_DAY >> 30);
        }
    }

    /**
     * Removes what a file holds and keeps that there was one; false if it was removed before.
     *
     * @see cn.civilaffairs.registry.exchange.ImportDesk#removeFiles
     */
    public boolean remove(UUID id, AreaScope scope) {
        jdbc.sql("""
                        update registry.stored_file_part set content_enc = null
                        where file_id = :id and content_enc is not null and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
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

    /** Begins a file that is written part by part and never held whole; in the transaction of the caller. */
    @Transactional(propagation = Propagation.MANDATORY)
    public FileInParts begin(AreaCode area, String name, String mediaType) {
        return new FileInParts(this, Ids.next(), area, name, mediaType);
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertPart(UUID file, int ordinal, AreaCode area, byte[] content) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into registry.stored_file_part (id, file_id, ordinal, area_code, content_enc)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        id,
                        file,
                        ordinal,
                        area.value(),
                        cipher.encryptBytes(ProtectedField.STORED_FILE_PART, id, content))
                .update();
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insertHead(UUID id, AreaCode area, String name, String mediaType, long size, String sha256, int parts) {
        jdbc.sql("""
                        insert into registry.stored_file
                            (id, area_code, name, media_type, size, sha256, content_enc, parts, stored_by, stored_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Arrays.asList(
                        id,
                        area.value(),
                        name,
                        mediaType,
                        size,
                        sha256,
                        cipher.encrypt(ProtectedField.STORED_FILE, id, seal(parts, sha256)),
                        parts,
                        Acting.current().map(Officer::id).orElse(null),
                        OffsetDateTime.now(clock)))
                .update();
    }

    private static String seal(int parts, String sha256) {
        return parts + ":" + sha256;
    }

    /**
     * @throws NotFound if there is no such file in the scope
     * @throws RuleViolation {@code file.removed} if its content was removed on schedule
     */
    @Transactional(readOnly = true)
    public StoredFile read(UUID id, AreaScope scope) {
        Head head = head(id, scope);
        byte[] content;
        if (head.parts() == 0) {
            content = cipher.decryptBytes(ProtectedField.STORED_FILE, id, head.content());
        } else {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            eachPart(id, scope, whole::writeBytes);
            content = whole.toByteArray();
            requireSealed(head, sha256(content));
        }
        return new StoredFile(id, head.name(), head.mediaType(), head.sha256(), content);
    }

    /** What a file is called; its content is not touched. */
    @Transactional(readOnly = true)
    public StoredFile describe(UUID id, AreaScope scope) {
        Head head = head(id, scope);
        return new StoredFile(id, head.name(), head.mediaType(), head.sha256(), new byte[0]);
    }

    /**
     * Writes a file to where it goes, part by part. All of it is gone through first, so that nothing of an altered file
     * leaves.
     *
     * @param sha256 the digest the file must have
     * @throws IntegrityViolation before the first byte, if the file is not what was stored
     */
    @Transactional(readOnly = true)
    public void copy(UUID id, AreaScope scope, String sha256, OutputStream out) {
        Head head = head(id, scope);
        if (head.parts() == 0) {
            byte[] content = cipher.decryptBytes(ProtectedField.STORED_FILE, id, head.content());
            if (!sha256(content).equals(sha256)) {
                throw new IntegrityViolation();
            }
            write(out, content);
            return;
        }
        MessageDigest digest = digest();
        eachPart(id, scope, digest::update);
        requireSealed(head, HexFormat.of().formatHex(digest.digest()));
        if (!head.sha256().equals(sha256)) {
            throw new IntegrityViolation();
        }
        eachPart(id, scope, part -> write(out, part));
    }

    private static void write(OutputStream out, byte[] content) {
        try {
            out.write(content);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void requireSealed(Head head, String sha256) {
        String seal = cipher.decrypt(ProtectedField.STORED_FILE, head.id(), head.content());
        if (!sha256.equals(head.sha256()) || !seal.equals(seal(head.parts(), sha256))) {
            throw new IntegrityViolation();
        }
    }

    private record Head(UUID id, String name, String mediaType, String sha256, int parts, byte[] content) {}

    private Head head(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select name, media_type, sha256, parts, content_enc from registry.stored_file
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new Head(
                        id,
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getString("sha256"),
                        row.getInt("parts"),
                        present(row.getBytes("content_enc"))))
                .optional()
                .orElseThrow(NotFound::new);
    }

    private static byte[] present(byte @Nullable [] content) {
        if (content == null) {
            throw new RuleViolation("file.removed");
        }
        return content;
    }

    private void eachPart(UUID id, AreaScope scope, Consumer<byte[]> reader) {
        jdbc.sql("""
                        select id, content_enc from registry.stored_file_part
                        where file_id = :file and area_code >= :lo and area_code < :hi order by ordinal""")
                .param("file", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .withFetchSize(4)
                .query((ResultSet row) -> reader.accept(cipher.decryptBytes(
                        ProtectedField.STORED_FILE_PART,
                        row.getObject("id", UUID.class),
                        row.getBytes("content_enc"))));
    }

    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** The digest of all that is still to be read, which is not held. */
    public static String sha256(InputStream in) throws IOException {
        MessageDigest digest = digest();
        byte[] passed = new byte[1 << 16];
        int read;
        while ((read = in.read(passed)) >= 0) {
            digest.update(passed, 0, read);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

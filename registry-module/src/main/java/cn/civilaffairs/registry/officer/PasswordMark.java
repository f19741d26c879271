package cn.civilaffairs.registry.officer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which a log row knows the password hash it was written for (口令校验值), so that one exchanged in the table is noticed. A
 * digest of a salted hash tells nothing of the password; that nobody exchanges it too is the row's own keyed check's part.
 */
final class PasswordMark {

    private static final int BYTES = 16;
    private static final Pattern MARK = Pattern.compile("口令校验值 ([0-9a-f]{32})");

    private PasswordMark() {}

    static String of(String passwordHash) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(passwordHash.getBytes(StandardCharsets.UTF_8));
            return "口令校验值 " + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every Java platform has it
        }
    }

    /** The mark in a log row's words; none in rows of releases that wrote none. */
    static Optional<String> in(String detail) {
        Matcher mark = MARK.matcher(detail);
        return mark.find() ? Optional.of(mark.group()) : Optional.empty();
    }
}

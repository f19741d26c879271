package cn.civilaffairs.registry.officer;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The six digits an authenticator shows (动态口令), RFC 6238: HMAC-SHA-1 over the count of 30-second steps since 1970. SHA-1
 * because that is what the authenticator programs people have on their phones compute.
 */
final class TimeCode {

    /** Bytes of a new secret, as RFC 4226 asks. */
    static final int SECRET_LENGTH = 20;

    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TimeCode() {}

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** @param step count of 30-second steps */
    static String at(byte[] secret, long step) {
        byte[] hash;
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HMAC-SHA-1", missing);
        }
        int offset = hash[hash.length - 1] & 0x0f;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % MODULUS);
    }

    /**
     * The step a code belongs to, one step of clock drift allowed either way.
     *
     * @param after the step of the code used last; it and earlier ones are refused, so that no code works twice
     */
    static OptionalLong accepted(byte[] secret, String code, Instant now, long after) {
        String digits = code.strip().replace(" ", "");
        long present = step(now);
        for (long step = present - 1; step <= present + 1; step++) {
            if (step > after && at(secret, step).equals(digits)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The secret as authenticator programs take it when it is typed in. */
    static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte next : secret) {
            buffer = buffer << 8 | next & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(buffer >> bits & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(buffer << 5 - bits & 0x1f));
        }
        return text.toString();
    }
}

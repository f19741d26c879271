package cn.civilaffairs.casework.sampling;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a sample is drawn (抽查抽取; benefits handbook §1.9): {@code ceil(rate × cases)} of a township and month, at least
 * one. Each case number is hashed behind the seed, SHA-256 of {@code <seed>:<case number>} in UTF-8, and the smallest
 * digests as hexadecimal text are drawn. Nobody can tell the outcome before the seed is known, and everybody can draw the
 * same again with nothing but {@code sha256sum} and {@code sort}.
 */
public final class SampleDraw {

    private SampleDraw() {}

    /** @param percent of the cases, none at 0 */
    public static int size(int percent, int cases) {
        if (percent == 0 || cases == 0) {
            return 0;
        }
        int share = (Math.multiplyExact(percent, cases) + 99) / 100;
        return Math.min(cases, Math.max(1, share));
    }

    /** Every case with its digest, in the order of the draw; the first {@code size} are drawn. */
    public static List<Ticket> draw(String seed, Collection<String> caseNumbers, int size) {
        List<Ticket> order = caseNumbers.stream()
                .map(number -> new Ticket(number, digest(seed, number), false))
                .sorted(Comparator.comparing(Ticket::digest).thenComparing(Ticket::caseNo))
                .toList();
        return IntStream.range(0, order.size())
                .mapToObj(place -> order.get(place).picked(place < size))
                .toList();
    }

    private static String digest(String seed, String caseNumber) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((seed + ":" + caseNumber).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A case in the drum. */
    public record Ticket(String caseNo, String digest, boolean picked) {

        Ticket picked(boolean drawn) {
            return new Ticket(caseNo, digest, drawn);
        }
    }
}

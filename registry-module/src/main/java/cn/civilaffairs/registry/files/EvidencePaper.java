package cn.civilaffairs.registry.files;

import cn.civilaffairs.kernel.RuleViolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * A paper somebody photographed or scanned to prove an act with (证明材料): a PDF, or a picture. What it is, its first bytes
 * say and its ending confirms; a picture is drawn anew, which leaves behind where it was taken and whatever was hidden in
 * it (security design §2.3 T12).
 */
public record EvidencePaper(String name, String mediaType, byte[] content) {

    /** 10 MB: a scanned deed of some pages. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    /** 60 million points: more than any telephone takes. */
    private static final long MOST_POINTS = 60_000_000;

    private static final int LONGEST_NAME = 100;

    /** @throws RuleViolation {@code file.missing}, {@code file.too-large}, {@code file.kind}, {@code file.unreadable} */
    public static EvidencePaper of(String name, byte[] content) {
        if (content.length == 0) {
            throw new RuleViolation("file.missing");
        }
        if (content.length > MOST_BYTES) {
            throw new RuleViolation("file.too-large");
        }
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String plain = plainName(name);
        if (ending.equals("pdf") && startsWith(content, '%', 'P', 'D', 'F', '-')) {
            return new EvidencePaper(plain, "application/pdf", content);
        }
        if ((ending.equals("jpg") || ending.equals("jpeg")) && startsWith(content, 0xFF, 0xD8, 0xFF)) {
            return new EvidencePaper(plain, "image/jpeg", redrawn(content, "jpg"));
        }
        if (ending.equals("png") && startsWith(content, 0x89, 'P', 'N', 'G')) {
            return new EvidencePaper(plain, "image/png", redrawn(content, "png"));
        }
        throw new RuleViolation("file.kind");
    }

    /** The last part of a path without what is no good in a file name; where it is stored, it has a number. */
    private static String plainName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}<>:\"|?*]", "_");
        return last.length() > LONGEST_NAME ? last.substring(last.length() - LONGEST_NAME) : last;
    }

    private static boolean startsWith(byte[] content, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= content.length || (content[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] redrawn(byte[] content, String format) {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new RuleViolation("file.unreadable");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_POINTS) {
                    throw new RuleViolation("file.too-large");
                }
                BufferedImage picture = reader.read(0);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                if (!ImageIO.write(picture, format, out)) {
                    throw new RuleViolation("file.unreadable");
                }
                return out.toByteArray();
            } finally {
                reader.dispose();
            }
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new RuleViolation("file.unreadable");
        }
    }

    @Override
    public String toString() {
        return name + " " + StoredFiles.sha256(content);
    }
}

package cn.civilaffairs.registry.files;

import cn.civilaffairs.kernel.AreaCode;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;

/**
 * A file being written into the database part by part: whoever writes a hundred thousand lines holds one part of them. It
 * is there once {@link #finish} was called, in the transaction of its writer.
 */
public final class FileInParts extends OutputStream {

    static final int PART = 256 * 1024;

    private final StoredFiles files;
    private final UUID id;
    private final AreaCode area;
    private final String name;
    private final String mediaType;
    private final MessageDigest digest = StoredFiles.digest();
    private final byte[] part = new byte[PART];
    private int filled;
    private int parts;
    private long size;
    private String sha256 = "";

    FileInParts(StoredFiles files, UUID id, AreaCode area, String name, String mediaType) {
        this.files = files;
        this.id = id;
        this.area = area;
        this.name = name;
        this.mediaType = mediaType;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        size += length;
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, PART - filled);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            if (filled == PART) {
                flushPart();
            }
        }
    }

    private void flushPart() {
        files.insertPart(id, parts++, area, java.util.Arrays.copyOf(part, filled));
        filled = 0;
    }

    /** Writes the head; the file can be read from now on. */
    public UUID finish() throws IOException {
        if (filled > 0) {
            flushPart();
        }
        sha256 = HexFormat.of().formatHex(digest.digest());
        files.insertHead(id, area, name, mediaType, size, sha256, parts);
        return id;
    }

    public UUID id() {
        return id;
    }

    /** The digest of the whole; empty before {@link #finish}. */
    public String sha256() {
        return sha256;
    }
}

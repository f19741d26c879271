package cn.civilaffairs.registry.protection;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A long text under the master key (AES-256-GCM), written and read in parts of a mebibyte so that memory stays flat. Each
 * part is bound to its place and the last one says that it is: a part altered, moved, left out or cut off does not open.
 */
public final class SealedStream {

    private static final byte[] MAGIC = CryptoSuite.utf8("CIVILBK1");
    private static final int PART = 1 << 20;
    private static final int SALT = 8;

    private SealedStream() {}

    /** What is written comes out sealed; only closing it makes it whole. */
    public static OutputStream sealing(OutputStream to, MasterKey master) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        byte[] salt = CryptoSuite.random(SALT);
        out.write(MAGIC);
        out.write(salt);
        return new Sealing(out, key(master), salt);
    }

    /**
     * Reads what was sealed.
     *
     * @throws IntegrityViolation while reading, where the key is another or a part was altered
     * @throws EOFException while reading, where the end is missing
     */
    public static InputStream opening(InputStream from, MasterKey master) throws IOException {
        DataInputStream in = new DataInputStream(from);
        byte[] magic = in.readNBytes(MAGIC.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new IntegrityViolation();
        }
        return new Opening(in, key(master), in.readNBytes(SALT));
    }

    private static byte[] key(MasterKey master) {
        return CryptoSuite.AES.hash(master.bytes(), CryptoSuite.utf8("backup"));
    }

    private static byte[] nonce(byte[] salt, int part) {
        return ByteBuffer.allocate(CryptoSuite.NONCE_LENGTH)
                .put(salt)
                .putInt(part)
                .array();
    }

    private static byte[] place(int part, boolean last) {
        return CryptoSuite.utf8("backup|" + part + "|" + (last ? "last" : "more"));
    }

    private static final class Sealing extends OutputStream {

        private final DataOutputStream out;
        private final byte[] key;
        private final byte[] salt;
        private final byte[] buffer = new byte[PART];
        private int filled;
        private int part;
        private boolean closed;

        Sealing(DataOutputStream out, byte[] key, byte[] salt) {
            this.out = out;
            this.key = key;
            this.salt = salt;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int done = 0;
            while (done < length) {
                if (filled == PART) {
                    seal(false);
                }
                int now = Math.min(length - done, PART - filled);
                System.arraycopy(bytes, offset + done, buffer, filled, now);
                filled += now;
                done += now;
            }
        }

        private void seal(boolean last) throws IOException {
            byte[] sealed =
                    CryptoSuite.AES.seal(key, nonce(salt, part), place(part, last), Arrays.copyOf(buffer, filled));
            out.writeBoolean(last);
            out.writeInt(sealed.length);
            out.write(sealed);
            filled = 0;
            part++;
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                seal(true);
                out.close();
            }
        }
    }

    private static final class Opening extends InputStream {

        private final DataInputStream in;
        private final byte[] key;
        private final byte[] salt;
        private byte[] buffer = new byte[0];
        private int read;
        private int part;
        private boolean last;

        Opening(DataInputStream in, byte[] key, byte[] salt) {
            this.in = in;
            this.key = key;
            this.salt = salt;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            while (read == buffer.length) {
                if (last) {
                    return -1;
                }
                open();
            }
            int now = Math.min(length, buffer.length - read);
            System.arraycopy(buffer, read, bytes, offset, now);
            read += now;
            return now;
        }

        private void open() throws IOException {
            last = in.readBoolean();
            int length = in.readInt();
            if (length < 0 || length > PART + 64) {
                throw new IntegrityViolation();
            }
            byte[] sealed = in.readNBytes(length);
            if (sealed.length < length) {
                throw new EOFException("the end is missing");
            }
            buffer = CryptoSuite.AES.open(key, nonce(salt, part), place(part, last), sealed);
            read = 0;
            part++;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

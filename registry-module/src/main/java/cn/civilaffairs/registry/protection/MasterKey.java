package cn.civilaffairs.registry.protection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;

/**
 * The key that wraps all others: 32 bytes as hex in a file outside the repository, the database and its backups
 * (security design §5.3).
 */
public final class MasterKey {

    private static final int LENGTH = 32;

    private final byte[] bytes;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalStateException if the file is missing or holds anything but 64 hex digits */
    public static MasterKey read(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException("找不到主密钥文件：" + file + "。请用 civil.master-key-file 指定。");
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != LENGTH) {
                throw new IllegalArgumentException();
            }
            return new MasterKey(bytes);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalStateException("主密钥文件应为 64 位十六进制：" + file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Reads the key, making a new one on the first start; for the embedded server and for tests. */
    public static MasterKey readOrCreate(Path file) {
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(
                        file, HexFormat.of().formatHex(CryptoSuite.random(LENGTH)), StandardOpenOption.CREATE_NEW);
                restrict(file);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return read(file);
    }

    public static MasterKey random() {
        return new MasterKey(CryptoSuite.random(LENGTH));
    }

    private static void restrict(Path file) throws IOException {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        } catch (UnsupportedOperationException notPosix) {
            // Windows: the folder belongs to the user who started the program
        }
    }

    byte[] bytes() {
        return bytes;
    }
}

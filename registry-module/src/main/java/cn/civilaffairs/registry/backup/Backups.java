package cn.civilaffairs.registry.backup;

import cn.civilaffairs.registry.protection.IntegrityViolation;
import cn.civilaffairs.registry.protection.MasterKey;
import cn.civilaffairs.registry.protection.SealedStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Backups as files under the master key: worthless to whoever has the file alone. */
public final class Backups {

    private Backups() {}

    /** Writes a backup of a running server; the file gets its name only once it is whole and on the disk. */
    public static void write(Connection superuser, Path data, String password, MasterKey master, Path file)
            throws IOException, SQLException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (OutputStream out =
                SealedStream.sealing(new BufferedOutputStream(Files.newOutputStream(unfinished)), master)) {
            HotBackup.write(superuser, data, password, out);
        } catch (IOException | SQLException | RuntimeException failed) {
            // half a backup on a full disk would keep it full
            Files.deleteIfExists(unfinished);
            throw failed;
        }
        try (var channel = java.nio.channels.FileChannel.open(unfinished, java.nio.file.StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Lays a backup out in an empty folder, from which the server then starts.
     *
     * @throws Unverifiable if the key is another, or anything of the backup is altered or missing; the folder is then empty
     *     as before
     */
    public static void restore(Path file, MasterKey master, Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    throw new IllegalArgumentException("恢复目录不是空的：" + folder);
                }
            }
        }
        Files.createDirectories(folder);
        try (InputStream in = SealedStream.opening(new BufferedInputStream(Files.newInputStream(file)), master)) {
            layOut(in, folder);
        } catch (IntegrityViolation altered) {
            empty(folder);
            throw new Unverifiable("主密钥不符或备份已被改动");
        } catch (EOFException | ZipException cut) {
            empty(folder);
            throw new Unverifiable("备份不完整");
        }
        if (!Files.exists(folder.resolve("postgresql/backup_label"))
                || !Files.exists(folder.resolve("postgresql.password"))) {
            empty(folder);
            throw new Unverifiable("备份不完整");
        }
    }

    private static void layOut(InputStream in, Path folder) throws IOException {
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path target = folder.resolve(entry.getName()).normalize();
            if (!target.startsWith(folder)) {
                throw new IntegrityViolation();
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                restrict(target, "rwx------");
            } else {
                Files.createDirectories(target.getParent());
                Files.copy(zip, target);
                restrict(target, "rw-------");
            }
        }
        // whatever follows the last entry must still open, or an end cut off would go unnoticed
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void restrict(Path path, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (UnsupportedOperationException notPosix) {
            // Windows: the folder belongs to the user who started the program
        }
    }

    private static void empty(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** A backup that cannot be shown to be whole is no backup. */
    public static final class Unverifiable extends IOException {

        private static final long serialVersionUID = 1L;

        Unverifiable(String why) {
            super("无法核验：" + why + "。");
        }
    }
}

package cn.civilaffairs.registry.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Copies a running server's folder the way PostgreSQL's manual describes for a low-level base backup: announce, copy the
 * files as they are, conclude, then add the log written meanwhile, which mends whatever changed while it was copied. A
 * physical copy on purpose: the operation log is sealed by transaction numbers, which a logical dump would not keep.
 */
final class HotBackup {

    /** Folders whose contents the server makes anew, but which must exist. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_replslot");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "backup_label", "tablespace_map");

    private HotBackup() {}

    /**
     * @param superuser a session of its own, which must stay the same from beginning to end
     * @param data the server's folder
     * @param password what the server's roles sign in with; the restored server needs it
     */
    static void write(Connection superuser, Path data, String password, OutputStream to)
            throws IOException, SQLException {
        ZipOutputStream zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        try (Statement statement = superuser.createStatement()) {
            statement.execute("select pg_backup_start('civil', true)");
            copy(data, zip);
            try (ResultSet stopped =
                    statement.executeQuery("select labelfile from pg_backup_stop(wait_for_archive => false)")) {
                stopped.next();
                entry(zip, "postgresql/backup_label", stopped.getString(1));
            }
        }
        copyLog(data.resolve("pg_wal"), zip);
        entry(zip, "postgresql.password", password);
        zip.finish();
        zip.flush();
    }

    private static void copy(Path data, ZipOutputStream zip) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = name(folder);
                zip.putNextEntry(new ZipEntry(name + "/"));
                zip.closeEntry();
                return EMPTIED.contains(data.relativize(folder).toString())
                                || folder.getFileName().toString().startsWith("pgsql_tmp")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(data.relativize(file).toString())) {
                    copyFile(file, name(file), zip);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE; // dropped meanwhile; the log says so
                }
                throw failure;
            }

            private String name(Path path) {
                String inside = data.relativize(path).toString().replace('\\', '/');
                return inside.isEmpty() ? "postgresql" : "postgresql/" + inside;
            }
        });
    }

    private static void copyLog(Path log, ZipOutputStream zip) throws IOException {
        try (var files = Files.list(log)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                copyFile(file, "postgresql/pg_wal/" + file.getFileName(), zip);
            }
        }
    }

    private static void copyFile(Path file, String name, ZipOutputStream zip) throws IOException {
        try (var in = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name));
            in.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException droppedMeanwhile) {
            // the log says so
        }
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}

package cn.civilaffairs.web.start;

import cn.civilaffairs.registry.backup.Backups;
import cn.civilaffairs.registry.protection.IntegrityViolation;
import cn.civilaffairs.registry.protection.MasterKey;
import cn.civilaffairs.registry.protection.SealedStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Commands that run without the product, because there is no database yet or none to be touched:
 *
 * <ul>
 *   <li>{@code restore --from=FILE --key=FILE --to=FOLDER} lays a backup of the embedded server out in an empty data folder
 *   <li>{@code backup-seal --key=FILE < plain > sealed} and {@code backup-open --key=FILE < sealed > plain} for whatever
 *       PostgreSQL's own tools wrote
 * </ul>
 *
 * <p>They end with 0, or with 3 where the backup could not be shown to be whole.
 */
public final class BackupCommands {

    private static final int DONE = 0;
    private static final int USAGE = 1;
    private static final int UNVERIFIABLE = 3;

    private BackupCommands() {}

    /** @return the exit code, or nothing if the arguments are no command of these */
    public static OptionalInt run(String... arguments) {
        List<String> given = List.of(arguments);
        if (given.contains("restore")) {
            return OptionalInt.of(restore(given));
        }
        if (given.contains("backup-seal") || given.contains("backup-open")) {
            return OptionalInt.of(stream(given));
        }
        return OptionalInt.empty();
    }

    private static int restore(List<String> given) {
        Optional<Path> from = option(given, "from");
        Optional<Path> key = option(given, "key");
        Optional<Path> to = option(given, "to");
        if (from.isEmpty() || key.isEmpty() || to.isEmpty()) {
            System.err.println("用法：restore --from=备份文件 --key=主密钥文件 --to=空的数据目录");
            return USAGE;
        }
        try {
            Backups.restore(from.get(), MasterKey.read(key.get()), to.get());
            Files.copy(key.get(), to.get().resolve("master.key"), StandardCopyOption.COPY_ATTRIBUTES);
            System.out.println("已恢复到 " + to.get() + "。请以 --civil.data-dir 指向它启动，并运行 audit-verify。");
            return DONE;
        } catch (Backups.Unverifiable refused) {
            System.err.println(refused.getMessage());
            return UNVERIFIABLE;
        } catch (IllegalStateException noKey) {
            System.err.println("无法核验：" + noKey.getMessage());
            return UNVERIFIABLE;
        } catch (IOException | IllegalArgumentException failed) {
            System.err.println("未能恢复：" + failed.getMessage());
            return USAGE;
        }
    }

    private static int stream(List<String> given) {
        Optional<Path> key = option(given, "key");
        if (key.isEmpty()) {
            System.err.println("用法：backup-seal|backup-open --key=主密钥文件 < 输入 > 输出");
            return USAGE;
        }
        try {
            MasterKey master = MasterKey.read(key.get());
            if (given.contains("backup-seal")) {
                try (OutputStream out = SealedStream.sealing(System.out, master)) {
                    System.in.transferTo(out);
                }
            } else {
                try (InputStream in = SealedStream.opening(System.in, master)) {
                    in.transferTo(System.out);
                }
                System.out.flush();
            }
            return DONE;
        } catch (IntegrityViolation | EOFException broken) {
            System.err.println("无法核验：主密钥不符，或备份被改动、不完整。");
            return UNVERIFIABLE;
        } catch (IllegalStateException noKey) {
            System.err.println("无法核验：" + noKey.getMessage());
            return UNVERIFIABLE;
        } catch (IOException failed) {
            System.err.println("读写失败：" + failed.getMessage());
            return USAGE;
        }
    }

    private static Optional<Path> option(List<String> given, String name) {
        return given.stream()
                .filter(argument -> argument.startsWith("--" + name + "="))
                .map(argument -> Path.of(argument.substring(name.length() + 3)).toAbsolutePath())
                .findFirst();
    }
}

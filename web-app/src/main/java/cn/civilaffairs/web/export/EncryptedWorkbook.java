package cn.civilaffairs.web.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.apache.poi.poifs.crypt.CipherAlgorithm;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.TempFile;
import org.apache.poi.util.TempFileCreationStrategy;

/**
 * A workbook that opens in Excel and WPS with a password and not without (AES-256, ECMA-376 agile encryption). What touches
 * the disk on the way is ciphertext already, and nothing of it stays; the memory it takes does not grow with the workbook.
 */
final class EncryptedWorkbook {

    static {
        TempFile.setTempFileCreationStrategy(new TempFileCreationStrategy() {
            @Override
            public java.io.File createTempFile(String prefix, String suffix) throws IOException {
                return Files.createTempFile("export", suffix).toFile();
            }

            @Override
            public java.io.File createTempDirectory(String prefix) throws IOException {
                return Files.createTempDirectory("export").toFile();
            }
        });
    }

    private EncryptedWorkbook() {}

    /** Writes a workbook, plain on this side and encrypted on the other. */
    interface Content {

        void write(OutputStream plain) throws IOException;
    }

    static void write(String password, OutputStream to, Content workbook) throws IOException {
        Path container = Files.createTempFile("export", ".bin");
        try {
            try (POIFSFileSystem file = POIFSFileSystem.create(container.toFile())) {
                Encryptor encryptor = new EncryptionInfo(
                                EncryptionMode.agile, CipherAlgorithm.aes256, HashAlgorithm.sha512, -1, -1, null)
                        .getEncryptor();
                encryptor.confirmPassword(password);
                try (OutputStream plain = encryptor.getDataStream(file)) {
                    workbook.write(plain);
                }
                file.writeFilesystem();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
            Files.copy(container, to);
        } finally {
            Files.delete(container);
        }
    }
}

package cn.civilaffairs.registry.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.RuleViolation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is handed in is what it says it is, and carries nothing beside the picture (threat T12). */
class EvidencePaperTests {

    @Test
    void drawsAPictureAnewSoThatNothingHiddenInItStays() throws IOException {
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 6, BufferedImage.TYPE_INT_RGB), "jpg", photo);
        photo.write("GPS 30.1N <script>".getBytes(StandardCharsets.US_ASCII));

        EvidencePaper kept = EvidencePaper.of("..\\..\\现场<1>.JPG", photo.toByteArray());

        assertThat(kept.name()).isEqualTo("现场_1_.JPG");
        assertThat(kept.mediaType()).isEqualTo("image/jpeg");
        assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "script");
    }

    @Test
    void refusesWhatIsNotWhatItsEndingSays() {
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] broken = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

        refused("file.kind", "x.jpg", page);
        refused("file.kind", "x.html", page);
        refused("file.kind", "x.jpg", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
        refused("file.unreadable", "x.jpg", broken);
        refused("file.missing", "x.pdf", new byte[0]);
        refused("file.too-large", "x.pdf", new byte[EvidencePaper.MOST_BYTES + 1]);
    }

    private static void refused(String rule, String name, byte[] content) {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> EvidencePaper.of(name, content))
                .withMessage(rule);
    }
}

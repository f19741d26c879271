package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.files.EvidencePaper;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A paper somebody handed in, as far as the demo county needs one: a page with lines and a seal, and no words. */
final class DemoPaper {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 594;
    private static final int MARGIN = 50;
    private static final int LINE = 26;
    private static final int SEAL = 90;

    private DemoPaper() {}

    static EvidencePaper of(String name) {
        BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = page.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.setColor(Color.GRAY);
        for (int y = 2 * MARGIN; y < HEIGHT - 3 * MARGIN; y += LINE) {
            pen.drawLine(MARGIN, y, WIDTH - MARGIN, y);
        }
        pen.setColor(Color.RED);
        pen.drawOval(WIDTH - MARGIN - SEAL, HEIGHT - MARGIN - SEAL, SEAL, SEAL);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(page, "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return EvidencePaper.of(name + ".png", png.toByteArray());
    }
}

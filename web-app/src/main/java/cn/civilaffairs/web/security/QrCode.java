package cn.civilaffairs.web.security;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A text as a code that phones read (二维码), drawn as the path of an SVG: one square of side 1 for each dark cell. */
final class QrCode {

    /** Light cells around the code that readers need. */
    private static final int MARGIN = 4;

    private QrCode() {}

    static String path(String text) {
        ByteMatrix cells = cells(text);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < cells.getHeight(); y++) {
            for (int x = 0; x < cells.getWidth(); x++) {
                if (cells.get(x, y) == 1) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /** Cells along one side, the margin on both ends among them. */
    static int side(String text) {
        return cells(text).getWidth() + 2 * MARGIN;
    }

    private static ByteMatrix cells(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("Too long for a code: " + text.length(), tooLong);
        }
    }
}

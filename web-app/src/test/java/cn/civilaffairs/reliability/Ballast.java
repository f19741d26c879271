package cn.civilaffairs.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loaded into a product at work: takes all the memory there is, again and again, until a file is taken away. */
public final class Ballast {

    private static final int LARGEST = 1 << 20;
    private static final int SMALLEST = 1 << 14;

    private Ballast() {}

    /** Called by the virtual machine. @param file as long as it exists, memory is out; filled once that is so */
    public static void agentmain(String file) throws IOException {
        Path until = Path.of(file);
        OutputStream told = Files.newOutputStream(until);
        Thread holder = new Thread(() -> hold(until, told), "ballast");
        holder.setDaemon(true);
        holder.start();
    }

    private static void hold(Path until, OutputStream told) {
        List<byte[]> held = new ArrayList<>(1 << 16);
        byte[] word = {'o', 'u', 't'};
        int block = LARGEST;
        boolean wanted = true;
        while (wanted) {
            try {
                held.add(new byte[block]);
            } catch (OutOfMemoryError full) {
                if (block == SMALLEST) {
                    tell(told, word);
                }
                block = Math.max(SMALLEST, block / 2);
            }
            try {
                wanted = Files.exists(until);
            } catch (OutOfMemoryError full) {
                // asked again
            }
        }
    }

    private static void tell(OutputStream told, byte[] word) {
        try {
            told.write(word);
        } catch (IOException | OutOfMemoryError again) {
            // told the next time
        }
    }
}

package cn.civilaffairs.reliability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Loaded into a product at work: takes all the memory there is, again and again, until a file is taken away. */
public final class Ballast {

    private static final int LARGEST = 1 << 20;
    private static final int SMALLEST = 1 << 14;

    private Ballast() {}

    /** Called by the virtual machine. @param file how long it exists, memory is out; ends up holding how often it was */
    public static void agentmain(String file) {
        Path until = Path.of(file);
        Thread holder = new Thread(() -> hold(until), "ballast");
        holder.setDaemon(true);
        holder.start();
    }

    private static void hold(Path until) {
        List<byte[]> held = new ArrayList<>(1 << 16);
        int block = LARGEST;
        int out = 0;
        boolean wanted = true;
        while (wanted) {
            try {
                held.add(new byte[block]);
            } catch (OutOfMemoryError full) {
                out++;
                block = Math.max(SMALLEST, block / 2);
            }
            try {
                wanted = Files.exists(until);
            } catch (OutOfMemoryError full) {
                out++;
            }
        }
        held.clear();
        System.out.println("[ballast] out of memory " + out + " times");
    }
}

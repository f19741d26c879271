package cn.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Seconds of processor time this program and its database server have used. Others at work on the machine make everything take
 * longer, but hardly more of this; where it cannot be asked (anything but Linux) it is not a number.
 */
final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;

    private final Path postmasterFile;

    /** @param data the folder of the server itself */
    CpuTime(Path data) {
        this.postmasterFile = data.resolve("postmaster.pid");
    }

    double seconds() {
        double own = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
        try {
            long postmaster =
                    Long.parseLong(Files.readAllLines(postmasterFile).get(0).strip());
            double ticks = 0;
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    ticks += ticks(process, postmaster);
                }
            }
            return own + ticks / TICKS_PER_SECOND;
        } catch (IOException elsewhere) {
            return Double.NaN;
        }
    }

    /** Of the server itself with the sessions that have ended, or of one of its sessions; nothing of others. */
    private static double ticks(Path process, long postmaster) {
        try {
            String line = Files.readString(process.resolve("stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            long parent = Long.parseLong(fields[1]);
            double own = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
            if (process.getFileName().toString().equals(String.valueOf(postmaster))) {
                return own + Double.parseDouble(fields[13]) + Double.parseDouble(fields[14]);
            }
            return parent == postmaster ? own : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}

package cn.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Takes the time and the peak of the heap of one job after another, and prints them as a table. */
final class Gauge {

    /** @param limit the measurement this one is to be held against; the limit itself has none */
    record Measurement(
            String job,
            long lines,
            double seconds,
            double cpuSeconds,
            long peakMegabytes,
            double ratio,
            double target) {}

    /** Time gone by, and time the processors worked. */
    record Spent(double seconds, double cpuSeconds) {

        static final Spent NOTHING = new Spent(0, 0);

        static Spent sinceStart(CpuTime cpu) {
            return new Spent(System.nanoTime() / 1e9, cpu.seconds());
        }

        Spent plus(Spent other) {
            return new Spent(seconds + other.seconds, cpuSeconds + other.cpuSeconds);
        }

        Spent minus(Spent other) {
            return new Spent(seconds - other.seconds, cpuSeconds - other.cpuSeconds);
        }
    }

    private final List<Measurement> measurements = new ArrayList<>();
    private final CpuTime cpu;

    Gauge(CpuTime cpu) {
        this.cpu = cpu;
    }

    CpuTime cpu() {
        return cpu;
    }

    /** Runs a job that is its own yardstick. */
    Measurement limit(String job, long lines, Callable<?> work) {
        return measure(job, lines, 0, 0, work);
    }

    /** Runs a job of ours. @param target how many times the limit it may take */
    Measurement against(Measurement limit, double target, String job, long lines, Callable<?> work) {
        return measure(job, lines, limit.seconds() / limit.lines() * lines, target, work);
    }

    /** Runs a job whose target is a time. */
    Measurement within(double seconds, String job, long lines, Callable<?> work) {
        return measure(job, lines, seconds, 1, work);
    }

    /** A part of a job measured whole. @param yardstick the seconds it is held against */
    Measurement part(Measurement whole, double yardstick, double target, String job, Spent spent) {
        Measurement measured = new Measurement(
                job,
                whole.lines(),
                spent.seconds(),
                spent.cpuSeconds(),
                whole.peakMegabytes(),
                spent.seconds() / yardstick,
                target);
        measurements.add(measured);
        System.out.println(row(measured));
        return measured;
    }

    private Measurement measure(String job, long lines, double yardstick, double target, Callable<?> work) {
        System.gc();
        heap().forEach(MemoryPoolMXBean::resetPeakUsage);
        Spent before = Spent.sinceStart(cpu);
        call(work);
        Spent spent = Spent.sinceStart(cpu).minus(before);
        // the parts of the heap peak at different times, so their sum is an upper bound
        long peaks =
                heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        long peak = Math.min(peaks, Runtime.getRuntime().maxMemory()) >> 20;
        Measurement measured = new Measurement(
                job,
                lines,
                spent.seconds(),
                spent.cpuSeconds(),
                peak,
                yardstick == 0 ? 1 : spent.seconds() / yardstick,
                target);
        measurements.add(measured);
        System.out.println(row(measured));
        return measured;
    }

    /** Prints how long single answers took; they are no job of a county and stand apart from the table. */
    static void latency(String what, java.util.List<Double> millis, double target) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d asked | p50 %.1f ms | p95 %.1f ms | p99 %.1f ms | target p95 ≤ %.0f ms |%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100),
                target);
    }

    private static void call(Callable<?> work) {
        try {
            work.call();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    void print() {
        System.out.println();
        System.out.println("| job | lines | s | lines/s | CPU s | peak heap MB | ratio | target |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        measurements.forEach(measured -> System.out.println(row(measured)));
    }

    /** What a row of each job took in the smallest county and in the largest: 1.00 is a cost that grows as the rows do. */
    static void printGrowth(List<Gauge> bySize) {
        if (bySize.size() < 2) {
            return;
        }
        System.out.printf("%n| job | lines | µs a line | lines | µs a line | growth | growth of CPU s |%n");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        for (Measurement small : bySize.get(0).measurements) {
            bySize.get(bySize.size() - 1).measurements.stream()
                    .filter(large -> large.job().equals(small.job()))
                    .forEach(large -> System.out.printf(
                            Locale.ROOT,
                            "| %s | %,d | %.1f | %,d | %.1f | %.2f | %.2f |%n",
                            small.job(),
                            small.lines(),
                            small.seconds() / small.lines() * 1e6,
                            large.lines(),
                            large.seconds() / large.lines() * 1e6,
                            large.seconds() / large.lines() / (small.seconds() / small.lines()),
                            large.cpuSeconds() / large.lines() / (small.cpuSeconds() / small.lines())));
        }
    }

    private static String row(Measurement measured) {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %.2f | %,.0f | %s | %d | %.2f | %s |",
                measured.job(),
                measured.lines(),
                measured.seconds(),
                measured.lines() / measured.seconds(),
                Double.isNaN(measured.cpuSeconds()) ? "" : String.format(Locale.ROOT, "%.1f", measured.cpuSeconds()),
                measured.peakMegabytes(),
                measured.ratio(),
                measured.target() == 0 ? "the limit" : String.format(Locale.ROOT, "≤ %.1f", measured.target()));
    }
}

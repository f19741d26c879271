package cn.civilaffairs.web.demo;

import java.util.Locale;

/** Says on the console how long each part of the installation took. */
final class Stopwatch {

    private final long start = System.nanoTime();
    private long lap = start;

    void lap(String what) {
        long now = System.nanoTime();
        System.out.printf(Locale.ROOT, "  %6.1f 秒  %s%n", (now - lap) / 1e9, what);
        lap = now;
    }

    void total() {
        System.out.printf(Locale.ROOT, "演示县已生成，共 %.1f 秒。%n", (System.nanoTime() - start) / 1e9);
    }
}

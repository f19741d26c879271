package cn.civilaffairs.web.demo;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays the bank (代发银行): answers a payment file with its return file, in which a few payments have failed. Which ones
 * depends on nothing but the accounts and the month.
 */
final class DemoBank {

    private static final String HEADERS = "批次号,序号,收款账号,金额,处理结果,失败原因,处理日期,银行流水号";
    private static final String CLOSED = "账户已销户";
    private static final List<String> REASONS = List.of(CLOSED, "户名不符", "账户休眠", "账户冻结", "账号不存在");
    private static final int LINES_FOR_EACH_FAILURE = 2_500;
    private static final String TOWNSHIP_OF_THE_TOUR = "999001003";

    /** One payment of the file sent, by its columns. */
    private record Sent(
            String line, String batch, String seq, String account, String amount, String month, String area) {

        static Sent of(String line) {
            String[] fields = line.split(",");
            return new Sent(line, fields[0], fields[1], fields[7], fields[9], fields[10], fields[12]);
        }

        /** The same on every machine, and unlike that of the neighbouring account. */
        int lot() {
            return Math.floorMod((account + month).hashCode() * 0x9E3779B1, 1_000_003);
        }
    }

    private DemoBank() {}

    /** @param paymentFile the CSV the county sent, in UTF-8 */
    static byte[] answer(byte[] paymentFile, LocalDate processedOn) {
        return answer(paymentFile, processedOn, line -> false);
    }

    /** @param closed which lines go to an account the bank has closed */
    static byte[] answer(byte[] paymentFile, LocalDate processedOn, Predicate<String> closed) {
        List<Sent> payments = new String(paymentFile, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> !line.startsWith("合计"))
                .map(Sent::of)
                .toList();
        List<String> failing = failing(payments);
        List<String> lines = new ArrayList<>(List.of("\uFEFF" + HEADERS));
        String day = processedOn.format(DateTimeFormatter.BASIC_ISO_DATE);
        for (Sent payment : payments) {
            int failure = failing.indexOf(payment.seq());
            String reason = closed.test(payment.line())
                    ? CLOSED
                    : failure < 0 ? "" : REASONS.get((failure + processedOn.getMonthValue()) % REASONS.size());
            lines.add(String.join(
                    ",",
                    payment.batch(),
                    payment.seq(),
                    payment.account(),
                    payment.amount(),
                    reason.isEmpty() ? "成功" : "失败",
                    reason,
                    processedOn.toString(),
                    "YX" + day + "%07d".formatted(Integer.parseInt(payment.seq()))));
        }
        return String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** A fixed share by lot, one of them always in the township of the tour. */
    private static List<String> failing(List<Sent> payments) {
        List<Sent> byLot =
                payments.stream().sorted(Comparator.comparingInt(Sent::lot)).toList();
        Stream<Sent> there = byLot.stream()
                .filter(payment -> payment.area().startsWith(TOWNSHIP_OF_THE_TOUR))
                .limit(1);
        Set<Sent> failing = Stream.concat(there, byLot.stream().limit(payments.size() / LINES_FOR_EACH_FAILURE))
                .collect(Collectors.toSet());
        return byLot.stream().filter(failing::contains).map(Sent::seq).toList();
    }
}

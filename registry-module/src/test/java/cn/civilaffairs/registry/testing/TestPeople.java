package cn.civilaffairs.registry.testing;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers no real person has: identity numbers begin 999001, card numbers 622848000, phones 1990000. */
public final class TestPeople {

    private static final int SERIALS = 490;
    private static final Map<LocalDate, AtomicInteger> NEXT = new ConcurrentHashMap<>();

    private TestPeople() {}

    /**
     * A number used by no other test of this run, as long as one birth date is not asked for more often than there are serials, and
     * hardly by the run before, whose logs may still lie about. The highest serials of a day belong to the demo county's stories.
     */
    public static IdNumber idNumber(LocalDate birthDate, Sex sex) {
        int which = NEXT.computeIfAbsent(
                        birthDate,
                        first -> new AtomicInteger(ThreadLocalRandom.current().nextInt(SERIALS)))
                .incrementAndGet();
        int serial = which % SERIALS * 2 + (sex == Sex.MALE ? 1 : 0);
        String seventeen = "999001" + birthDate.format(DateTimeFormatter.BASIC_ISO_DATE) + "%03d".formatted(serial);
        return new IdNumber(seventeen + IdNumber.checkCharacter(seventeen));
    }

    /** A card number with a right check digit. */
    public static String cardNumber(int serial) {
        String body = "622848000" + "%09d".formatted(serial);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    public static String phone(int serial) {
        return "1990000" + "%04d".formatted(serial);
    }
}

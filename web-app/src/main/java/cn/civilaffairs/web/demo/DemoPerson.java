package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One invented person and how long they belong to their household.
 *
 * @param joined the first benefit month they count in; null if as long as the household is assisted
 * @param left the last benefit month they count in; null if they stay
 * @param leftCode why they left (退出原因代码)
 */
record DemoPerson(
        UUID id,
        DemoNames.DrawnName name,
        Sex sex,
        IdNumber idNumber,
        String relation,
        Condition condition,
        @Nullable String phone,
        @Nullable String account,
        @Nullable YearMonth joined,
        @Nullable YearMonth left,
        @Nullable String leftCode) {

    /**
     * What the allowance asks about a person.
     *
     * @param disabilityKind 1 to 7, 0 without a disability certificate
     */
    record Condition(
            String health,
            int disabilityKind,
            int disabilityGrade,
            String labour,
            String employment,
            @Nullable String schooling,
            @Nullable String marital) {

        static final Condition CHILD = new Condition("HEALTHY", 0, 0, "NONE", "AT_SCHOOL", "COMPULSORY", "10");

        boolean disabled() {
            return disabilityKind > 0;
        }
    }

    LocalDate birth() {
        return idNumber.birthDate();
    }

    boolean countsIn(YearMonth month) {
        return (joined == null || !joined.isAfter(month)) && (left == null || !left.isBefore(month));
    }

    DemoPerson staying(@Nullable YearMonth from, @Nullable YearMonth until, @Nullable String why) {
        return new DemoPerson(id, name, sex, idNumber, relation, condition, phone, account, from, until, why);
    }

    /** The number on the disability certificate (残疾证号): identity number, kind and grade. */
    @Nullable
    String disabilityNumber() {
        return condition.disabled()
                ? idNumber.value() + condition.disabilityKind() + condition.disabilityGrade()
                : null;
    }
}

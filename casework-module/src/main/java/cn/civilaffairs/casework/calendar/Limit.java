package cn.civilaffairs.casework.calendar;

/** A time limit (时限) with the unit it is counted in. */
public record Limit(int count, DayUnit unit) {

    public Limit {
        if (count < 1) {
            throw new IllegalArgumentException("A limit is at least one day: " + count);
        }
    }

    public static Limit workingDays(int count) {
        return new Limit(count, DayUnit.WORKING_DAYS);
    }

    /** Reads what the parameter sheet stores, such as {@code 10 WORKING_DAYS}. */
    public static Limit of(String text) {
        String[] parts = text.split(" ");
        return new Limit(Integer.parseInt(parts[0]), DayUnit.valueOf(parts[1]));
    }

    public static Limit days(int count) {
        return new Limit(count, DayUnit.DAYS);
    }
}

package cn.civilaffairs.registry.resident;

/** What is shown in place of protected values (security design §3.5); always the same fragment, wherever it is shown. */
public final class Masks {

    private Masks() {}

    /** @param prefix the first six characters, the only ones kept in the clear */
    public static String idNumber(String prefix) {
        return prefix + "************";
    }

    /** {@code 199****1234} */
    public static String phone(String number) {
        int length = number.length();
        return length < 8 ? "****" : number.substring(0, 3) + "****" + number.substring(length - 4);
    }

    /** {@code 农村商业银行 ****6789} */
    public static String account(String bank, String lastFour) {
        return bank + " ****" + lastFour;
    }

    /** For pages that show people from outside the officer's area: {@code 张**}. */
    public static String name(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
    }
}

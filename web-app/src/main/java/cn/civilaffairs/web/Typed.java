package cn.civilaffairs.web;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What people type: figures thousands and all, where what is no figure matches nothing; filters, where what is senseless asks for all. */
public final class Typed {

    private Typed() {}

    public static int count(String text) {
        String digits = text.replaceAll("[,，\\s]", "");
        return digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
    }

    public static Money yuan(String text) {
        String digits = text.replaceAll("[,，\\s]", "");
        return digits.matches("[0-9]{1,12}(\\.[0-9]{1,2})?") ? Money.of(digits) : Money.of(-1);
    }

    public static @Nullable AreaCode area(@Nullable String code) {
        return code != null && AreaCode.isValid(code) ? AreaCode.of(code) : null;
    }

    public static @Nullable String text(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}

package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the registers' refusals say in a check report: the same words as on the entry form. */
final class ViolationWords {

    private static final ResourceBundleMessageSource MESSAGES = new ResourceBundleMessageSource();

    static {
        MESSAGES.setBasename("messages/registry");
        MESSAGES.setDefaultEncoding("UTF-8");
        MESSAGES.setFallbackToSystemLocale(false);
    }

    private ViolationWords() {}

    static String of(RuleViolation violation) {
        return MESSAGES.getMessage(
                violation.messageKey(), violation.arguments(), violation.messageKey(), Locale.SIMPLIFIED_CHINESE);
    }
}

package cn.civilaffairs.web;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.validation.Errors;

/**
 * A submitted form: it is acted on if it is valid and the rules allow it; otherwise there is no result, and the errors
 * say what to tell the officer, who keeps everything they typed.
 */
public final class Submission {

    private Submission() {}

    public static <T> Optional<T> of(Errors errors, Supplier<T> action) {
        if (errors.hasErrors()) {
            return Optional.empty();
        }
        try {
            return Optional.of(action.get());
        } catch (RuleViolation violation) {
            errors.reject(violation.messageKey(), Words.labelled(violation.arguments()), violation.messageKey());
            return Optional.empty();
        }
    }

    /** For acts without a result. */
    public static boolean done(Errors errors, Runnable action) {
        return of(errors, () -> {
                    action.run();
                    return true;
                })
                .isPresent();
    }
}

package cn.civilaffairs.web.policy;

import cn.civilaffairs.casework.calendar.Limit;
import cn.civilaffairs.registry.policy.LimitKey;
import cn.civilaffairs.registry.policy.SheetKey;
import cn.civilaffairs.web.PageHelper;
import cn.civilaffairs.web.Words;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/** What the parameters are called, and their values in the bureau's words: {@code ${#parameterWords.name(code)}}. */
@PageHelper("parameterWords")
class ParameterWords {

    private final Words words;
    private final MessageSource messages;

    ParameterWords(Words words, MessageSource messages) {
        this.words = words;
        this.messages = messages;
    }

    public String name(String code) {
        if (!(SheetKey.of(code) instanceof LimitKey limit)) {
            return words.of("Parameter", code);
        }
        String of = limit.step().isEmpty() ? "全程" : words.of("Step", limit.matter() + "." + limit.step());
        return messages.getMessage(
                "LimitKey." + limit.what(),
                new Object[] {words.of("Matter", limit.matter()), of},
                Locale.SIMPLIFIED_CHINESE);
    }

    public String value(SheetKey key, String value) {
        return switch (key.kind()) {
            case LIST, AMOUNTS, CAPS, TEXT ->
                value.isEmpty()
                        ? "（无）"
                        : key.choices().isEmpty()
                                ? value.replace(',', '，').replace(':', '：')
                                : Stream.of(value.split(","))
                                        .map(one -> words.of("ParameterValue", one))
                                        .collect(Collectors.joining("、"));
            case CHOICE, SWITCH ->
                Stream.of(value.split(","))
                        .map(one -> words.of("ParameterValue", one))
                        .collect(Collectors.joining("、"));
            case STEPS ->
                value.isEmpty()
                        ? "不设渐退"
                        : Stream.of(value.split(","))
                                .map(step -> step.replace("x", " 个月发 ") + "%")
                                .collect(Collectors.joining("，再 "));
            case CUT_OFF -> (value.endsWith("-1") ? "上月 " : "当月 ") + value.substring(0, value.indexOf(',')) + " 日";
            case PERCENTS -> String.format("全自理 %s%%，半失能 %s%%，全失能 %s%%", (Object[]) value.split(","));
            case OWN_MULTIPLE -> value.isEmpty() ? "与渐退收入上限相同" : value;
            case LIMIT -> limit(Limit.of(value));
            default -> value;
        };
    }

    String limit(Limit limit) {
        return messages.getMessage("Limit." + limit.unit(), new Object[] {limit.count()}, Locale.SIMPLIFIED_CHINESE);
    }
}

package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes down how an amount came about, in the form every page that explains amounts reads. */
final class OldAgeReckoning {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OldAgeReckoning() {}

    private record Line(String code, String subject, String figure, BigDecimal amount, String document) {}

    private record Reckoning(String ruleVersion, BigDecimal amount, int persons, boolean entitled, List<Line> lines) {}

    static String write(LocalDate birth, StartRule rule, OldAgeSchedule.Step step) {
        int age = step.band().age();
        Money monthly = step.band().monthly();
        String figure = "%s 出生，%s 满 %d 周岁，%s"
                .formatted(
                        birth,
                        birth.plusYears(age),
                        age,
                        switch (rule) {
                            case BIRTH_MONTH -> "自满龄当月起";
                            case NEXT_MONTH -> "自满龄次月起";
                            case APPLICATION_MONTH -> "自确认当月起，升档自满龄当月起";
                        });
        return JSON.writeValueAsString(new Reckoning(
                OldAgeSchedule.RULE,
                monthly.yuan(),
                1,
                true,
                List.of(
                        new Line(
                                "old-age-standard",
                                age + " 周岁档",
                                figure,
                                monthly.yuan(),
                                step.band().document()),
                        new Line("amount", "", monthly.toString(), monthly.yuan(), ""))));
    }
}

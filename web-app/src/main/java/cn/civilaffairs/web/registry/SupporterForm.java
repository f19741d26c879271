package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewSupporter;
import cn.civilaffairs.registry.resident.SupporterTie;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who owes the family support, as typed in. */
record SupporterForm(
        @NotBlank(message = "请填写义务人姓名") @Nullable String name,

        @NotNull(message = "请选择与家庭的关系") @Nullable SupporterTie tie,

        @Pattern(regexp = " *[0-9][0-9,]*(\\.[0-9]{1,2})? *", message = "金额为不小于 0 的数字，最多两位小数")
        @NotBlank(message = "请填写义务人家庭月收入")
        @Nullable
        String monthlyIncome,

        @Min(value = 1, message = "至少 1 人")
        @Max(value = 30, message = "最多 30 人")
        @NotNull(message = "请填写义务人家庭人口")
        @Nullable
        Integer persons,

        @Min(value = 1, message = "至少 1 人")
        @Max(value = 30, message = "最多 30 人")
        @NotNull(message = "请填写由其赡养的人数")
        @Nullable
        Integer dependants,

        @Pattern(regexp = " *([0-9][0-9,]*(\\.[0-9]{1,2})?)? *", message = "金额为不小于 0 的数字，最多两位小数") @Nullable
        String agreedFee,

        @NotNull(message = "请选择来源") @Nullable MeansSource source,

        @Nullable String from,
        int version) {

    static SupporterForm blank(String today, int version) {
        return new SupporterForm(null, null, null, null, 1, null, MeansSource.DECLARED, today, version);
    }

    NewSupporter supporter(LocalDate today) {
        return new NewSupporter(
                Objects.requireNonNull(name),
                Objects.requireNonNull(tie),
                money(Objects.requireNonNull(monthlyIncome)),
                Objects.requireNonNull(persons),
                Objects.requireNonNull(dependants),
                agreedFee == null || agreedFee.isBlank() ? null : money(agreedFee),
                Objects.requireNonNull(source),
                TypedDate.of(from, today));
    }

    private static Money money(String typed) {
        return Money.of(typed.strip().replace(",", ""));
    }
}

package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewMeansItem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An item of income, expense or property as typed in. */
record MeansForm(
        @Nullable UUID residentId,

        @NotNull(message = "请选择项目类别") @Nullable MeansCategory category,

        @NotBlank(message = "请填写项目名称") @Nullable String name,

        @Pattern(regexp = " *[0-9][0-9,]*(\\.[0-9]{1,2})? *", message = "金额为不小于 0 的数字，最多两位小数")
        @NotNull(message = "请填写金额")
        @Nullable
        String amount,

        @NotNull(message = "请选择周期") @Nullable MeansPeriod period,

        @Nullable String startOn,
        @Nullable String endOn,

        @NotNull(message = "请选择来源") @Nullable MeansSource source,

        @Nullable Exemption exemption,
        @Nullable String remark,
        int version) {

    static MeansForm blank(int version) {
        return new MeansForm(
                null, null, null, null, MeansPeriod.YEAR, null, null, MeansSource.DECLARED, null, null, version);
    }

    /** The same, on top of what the household is now. */
    MeansForm at(int now) {
        return new MeansForm(
                residentId, category, name, amount, period, startOn, endOn, source, exemption, remark, now);
    }

    NewMeansItem item(LocalDate today) {
        String typed = amount == null ? "0" : amount.strip().replace(",", "");
        return new NewMeansItem(
                residentId,
                Objects.requireNonNull(category),
                name == null ? "" : name,
                Money.of(typed),
                Objects.requireNonNull(period),
                TypedDate.of(startOn, today),
                TypedDate.optional(endOn, today),
                Objects.requireNonNull(source),
                exemption,
                remark == null || remark.isBlank() ? null : remark.strip());
    }
}

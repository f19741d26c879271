package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.NewMeansItem;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Typed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

        @NotBlank(message = "请填写起始日期") @Nullable String startOn,

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

    /** What is already stored of the same kind for the same person, or under the same name. */
    Optional<MeansItem> like(HouseholdOnDate household) {
        return household.means().stream()
                .filter(item -> item.name().equals(name)
                        || item.category() == category && Objects.equals(item.residentId(), residentId))
                .reduce((earlier, later) -> later.enteredAt().isAfter(earlier.enteredAt()) ? later : earlier);
    }

    /** The fields of the form, with what is stored of another item; an amount or a day written otherwise is the same. */
    List<EditConflict.Field> fields(MeansItem other, HouseholdOnDate household, LocalDate today) {
        Map<String, String> names = household.members().stream()
                .collect(Collectors.toMap(member -> member.residentId().toString(), HouseholdOnDate.Member::name));
        NewMeansItem mine = item(today);
        return List.of(
                EditConflict.Field.chosen("category", "项目类别", "MeansCategory", other.category()),
                EditConflict.Field.named(
                        "residentId",
                        "所属成员",
                        other.residentId() == null ? "" : other.residentId().toString(),
                        names),
                EditConflict.Field.typed("name", "项目名称", other.name()),
                EditConflict.Field.typed(
                        "amount",
                        "金额（元）",
                        mine.amount().equals(other.amount())
                                ? amount
                                : other.amount().toString()),
                EditConflict.Field.chosen("period", "周期", "MeansPeriod", other.period()),
                EditConflict.Field.typed("startOn", "起始日期", written(startOn, mine.startOn(), other.startOn())),
                EditConflict.Field.typed("endOn", "截止日期", written(endOn, mine.endOn(), other.endOn())),
                EditConflict.Field.chosen("source", "来源", "MeansSource", other.source()),
                EditConflict.Field.chosen("exemption", "豁免项", "Exemption", other.exemption()),
                EditConflict.Field.typed("remark", "备注", other.remark()));
    }

    private static @Nullable String written(
            @Nullable String typed, @Nullable LocalDate mine, @Nullable LocalDate other) {
        return Objects.equals(mine, other) ? typed : other == null ? "" : other.toString();
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
                Typed.text(remark));
    }
}

package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The application as typed.
 *
 * @param needed codes of the conditional papers this household needs
 * @param received codes of the papers handed in
 */
record ApplicationForm(
        UUID household,
        @NotNull(message = "请选择城乡类别") UrbanRural residence,

        @NotNull(message = "请填写申请日期") LocalDate appliedOn,

        @NotBlank(message = "请填写申请原因") @Size(max = 200, message = "申请原因最多 200 字")
        String cause,

        @Nullable Boolean relativeOfStaff,
        @Size(max = 500, message = "备注最多 500 字") @Nullable String note,
        @Nullable Set<String> needed,
        @Nullable Set<String> received,
        UUID requestKey) {

    static ApplicationForm blank(HouseholdOnDate household, LocalDate today) {
        return new ApplicationForm(
                household.id(), household.residence(), today, "", false, null, Set.of(), Set.of(), UUID.randomUUID());
    }

    NewApplication application() {
        return new NewApplication(
                household,
                residence,
                appliedOn,
                cause,
                Boolean.TRUE.equals(relativeOfStaff),
                note == null || note.isBlank() ? null : note.strip(),
                needed == null ? Set.of() : needed,
                received == null ? Set.of() : received);
    }
}

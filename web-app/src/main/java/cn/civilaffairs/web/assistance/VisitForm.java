package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.NewHomeVisit;
import cn.civilaffairs.web.Typed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The visit as typed from the paper form. */
record VisitForm(
        @NotNull(message = "请填写入户日期") LocalDate visitedOn,

        @NotBlank(message = "请填写调查人") String surveyor,
        @NotBlank(message = "请填写第二名调查人") String secondSurveyor,
        @NotBlank(message = "请填写在场的家庭成员") String present,
        @NotBlank(message = "请填写住房情况") String housing,
        @NotBlank(message = "请填写生活状况") String living,

        @NotNull(message = "请选择与申报是否一致") Boolean consistent,

        @Nullable String finding,
        @Nullable Boolean signedByHousehold,
        UUID requestKey) {

    static VisitForm blank(LocalDate today, String surveyor) {
        return new VisitForm(today, surveyor, "", "", "", "", true, null, false, UUID.randomUUID());
    }

    NewHomeVisit visit() {
        return new NewHomeVisit(
                visitedOn,
                surveyor.strip(),
                secondSurveyor.strip(),
                present.strip(),
                housing.strip(),
                living.strip(),
                consistent,
                Typed.text(finding),
                Boolean.TRUE.equals(signedByHousehold));
    }
}

package cn.civilaffairs.web.registry;

import cn.civilaffairs.registry.resident.WorkExcuseGround;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a member able to work rightly does not, as typed in. */
record WorkExcuseForm(
        @NotNull(message = "请选择家庭成员") @Nullable UUID residentId,

        @NotNull(message = "请选择理由") @Nullable WorkExcuseGround ground,

        @NotBlank(message = "请写明具体情况和依据的材料") @Nullable String note,

        @Nullable String from,
        int version) {}

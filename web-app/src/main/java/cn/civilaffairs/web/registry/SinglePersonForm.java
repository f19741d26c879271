package cn.civilaffairs.web.registry;

import cn.civilaffairs.registry.resident.SingleGround;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The member who applies alone, as typed in. */
record SinglePersonForm(
        @NotNull(message = "请选择家庭成员") @Nullable UUID residentId,

        @NotNull(message = "请选择情形") @Nullable SingleGround ground,

        @NotBlank(message = "请写明具体情况和依据的材料") @Nullable String note,

        @Nullable String from,
        int version) {}

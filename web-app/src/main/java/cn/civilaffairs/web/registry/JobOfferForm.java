package cn.civilaffairs.web.registry;

import cn.civilaffairs.registry.resident.JobAnswer;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job a member was offered, as typed in. */
record JobOfferForm(
        @NotNull(message = "请选择家庭成员") @Nullable UUID residentId,

        @NotBlank(message = "请填写介绍的岗位") @Nullable String job,

        @NotNull(message = "请选择结果") @Nullable JobAnswer answer,

        @Nullable String reason,
        @Nullable String from,
        int version) {}

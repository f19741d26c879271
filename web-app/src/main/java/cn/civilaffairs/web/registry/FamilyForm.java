package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.UrbanRural;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A household with its head as typed in. */
record FamilyForm(
        UUID requestKey,
        @Valid PersonForm head,

        @Pattern(regexp = "[0-9]{12}", message = "请从候选中选择村（社区），或填写 12 位区划代码")
        String area,

        @NotNull(message = "请选择城乡类别") @Nullable UrbanRural residence,

        @Nullable String address,
        @Nullable String openedOn,
        @Nullable String then) {

    static FamilyForm blank(String today, @Nullable String then) {
        return new FamilyForm(UUID.randomUUID(), PersonForm.blank(), "", null, null, today, then);
    }
}

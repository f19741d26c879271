package cn.civilaffairs.web.registry;

import cn.civilaffairs.registry.resident.Relation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A person joining a household, as typed in. */
record MemberForm(
        @Valid PersonForm person,

        @NotNull(message = "请选择与户主关系") @Nullable Relation relation,

        @Nullable Boolean counts,
        @Nullable String reasonNotCounted,
        @Nullable String from,
        @Nullable String why,
        int version) {

    static MemberForm blank(String today, int version) {
        return new MemberForm(PersonForm.blank(), null, true, null, today, null, version);
    }

    /** The same, on top of what the household is now. */
    MemberForm at(int now) {
        return new MemberForm(person, relation, counts, reasonNotCounted, from, why, now);
    }
}

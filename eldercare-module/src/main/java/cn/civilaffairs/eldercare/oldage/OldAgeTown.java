package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.kernel.AreaCode;

/** How far a township has come with the roster of a month. */
public record OldAgeTown(
        AreaCode town,
        String name,
        int toConfirm,
        int toAnswer,
        int toGrant,
        int granted,
        int leftOut,
        int bandChanges) {}

package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An administrative area (行政区划) as it is or was.
 *
 * @param classCode the statistical class (城乡分类代码), kept beside the code and never used to tell urban from rural
 * @param initials pinyin initials of the name, {@code hgz} for 会宫镇
 * @param validTo the first day it no longer exists, if it was abolished or merged
 * @param successor the area that took it over (承接区划)
 */
public record Area(
        AreaCode code,
        String name,
        @Nullable AreaCode parent,
        AreaCode.Level level,
        @Nullable String classCode,
        String initials,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable AreaCode successor) {

    public boolean existsOn(LocalDate date) {
        return !date.isBefore(validFrom) && (validTo == null || date.isBefore(validTo));
    }
}

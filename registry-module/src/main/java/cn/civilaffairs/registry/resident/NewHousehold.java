package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household to be opened.
 *
 * @param fileNo the number it has in the county's own roster; none lets the register give one
 * @param head the resident who heads it
 */
public record NewHousehold(
        @Nullable String fileNo,
        AreaCode area,
        UrbanRural residence,
        @Nullable String address,
        UUID head,
        LocalDate openedOn) {}

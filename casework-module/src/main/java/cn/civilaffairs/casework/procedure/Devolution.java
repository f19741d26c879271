package cn.civilaffairs.casework.procedure;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;

/** Plug: tells which townships decide a matter themselves (审核确认权限下放). Without one, none does. */
public interface Devolution {

    boolean isDevolved(String matter, AreaCode township, LocalDate on);
}

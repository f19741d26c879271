package cn.civilaffairs.web.casework;

import cn.civilaffairs.kernel.Officer;
import java.util.Optional;

/** Plug: what stands below the cases on the desk, such as where each programme's month stands (月度条). */
public interface DeskStrip {

    Optional<PagePart> of(Officer officer);
}

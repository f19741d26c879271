package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.kernel.Officer;
import java.util.List;

/**
 * Plug: what the case page shows of a matter beyond what all matters share. Beans are asked in their {@code @Order}.
 */
public interface CasePanel {

    /** The matter these panels belong to. */
    String matter();

    List<PagePart> parts(CaseFolder folder, Officer officer);
}

package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import java.util.Set;
import java.util.UUID;

/** What the papers of one case say. The templates of a matter read the record that implements this for it. */
public interface PaperData extends PaperContent {

    UUID caseId();

    String caseNo();

    AreaCode area();

    Set<Milestone> reached();

    @Override
    default String number() {
        return caseNo();
    }
}

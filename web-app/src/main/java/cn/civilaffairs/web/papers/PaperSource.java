package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import java.util.List;
import java.util.UUID;

/** The papers of one matter, and where what they say comes from. A matter with papers has one bean of these. */
public interface PaperSource {

    String matter();

    List<Paper> papers();

    /** @throws cn.civilaffairs.kernel.NotFound if there is no such case in the scope */
    PaperData data(UUID caseId, AreaScope scope);

    /** The same with the applicant's identity number whole, logged as seen for the sake of this paper. */
    PaperData identifyingData(UUID caseId, Paper paper, AreaScope scope);

    /** The forms an office keeps on its shelf with nothing filled in (空白表样). */
    default List<Paper> blanks() {
        return List.of();
    }

    /** What stands on a blank form: the names of the offices, and room. */
    default PaperContent blank(AreaCode area) {
        throw new UnsupportedOperationException(matter() + " has no blank forms");
    }
}

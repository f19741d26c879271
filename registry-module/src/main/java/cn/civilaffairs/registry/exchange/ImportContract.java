package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;

/**
 * A kind of roster that can be imported (导入模板). A module declares its own as a bean; the framework reads the file, keeps the
 * three steps and shows what was found.
 */
public interface ImportContract {

    /** What the batch is filed under, such as {@code residents}. */
    String code();

    /** What the bureau calls it, such as 家庭成员名册. */
    String title();

    /** Where it stands in the list of templates: what must be imported before other rosters comes first. */
    int order();

    /** The columns in the order the template shows them. */
    List<Column<?>> columns();

    /** Further columns of the check report, whose cells the pass fills by {@link ImportJob#note}. */
    default List<String> reportColumns() {
        return List.of();
    }

    /**
     * For how many days an uploaded file is kept, counted from the upload; empty if for good. For lists that are another
     * office's data and may be looked at for one purpose only.
     */
    default OptionalInt daysKept(AreaCode county, LocalDate on) {
        return OptionalInt.empty();
    }

    boolean mayBeImportedBy(Officer officer);

    /**
     * Begins one pass over a file, in one transaction. Check and confirm make the same pass; only the second goes on to
     * {@link ImportPass#merge}.
     */
    ImportPass begin(ImportJob job);
}

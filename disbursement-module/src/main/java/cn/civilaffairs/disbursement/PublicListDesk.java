package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.database.Acting;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The lists of beneficiaries that hang in every village (长期公示). */
@Service
@Transactional(readOnly = true)
public class PublicListDesk {

    private final PublicLists lists;

    PublicListDesk(PublicLists lists) {
        this.lists = lists;
    }

    /** Who draws a benefit of a scheme in a month within an area, by name. */
    public List<PublicLine> inForce(String scheme, AreaCode area, YearMonth month) {
        return lists.inForce(scheme, month, Acting.scope().within(area));
    }
}

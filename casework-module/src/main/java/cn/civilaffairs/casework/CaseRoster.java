package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.database.Acting;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cases of a month (月度办件清单), for work done on all of them at once, such as printing their notices. */
@Service
@Transactional(readOnly = true)
public class CaseRoster {

    private final CaseFiles files;

    CaseRoster(CaseFiles files) {
        this.files = files;
    }

    /**
     * @param status of cases closed in the month; null for those opened in it, whatever became of them
     * @param limit most to be given
     */
    public List<CaseFile> ofMonth(
            String matter, @Nullable CaseStatus status, AreaCode area, YearMonth month, int limit) {
        return files.ofMonth(matter, status, month, limit, Acting.scope().within(area));
    }
}

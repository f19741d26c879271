package cn.civilaffairs.casework;

import cn.civilaffairs.registry.area.FollowsMerger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Case files go over whole with their village, closed ones too: the families they belong to are read from there. */
@Component
@Order(2)
class CasesFollowMerger implements FollowsMerger {

    @Override
    public List<String> tables() {
        return List.of(
                "casework.case_file",
                "casework.case_paper",
                "casework.case_entry",
                "casework.case_flag",
                "casework.posting",
                "casework.appeal",
                "casework.appraisal",
                "casework.attachment",
                "casework.broken_promise",
                "casework.printed_paper",
                "casework.relative_referral",
                "casework.sample_item",
                "casework.lead",
                "casework.lead_entry");
    }
}

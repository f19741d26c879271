package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.registry.area.FollowsMerger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What 低保 adds to a case goes over with it. */
@Component
@Order(4)
class ApplicationsFollowMerger implements FollowsMerger {

    @Override
    public List<String> tables() {
        return List.of(
                "assistance.minimum_living_application",
                "assistance.minimum_living_proposal",
                "assistance.minimum_living_change",
                "assistance.means_check",
                "assistance.home_visit");
    }
}

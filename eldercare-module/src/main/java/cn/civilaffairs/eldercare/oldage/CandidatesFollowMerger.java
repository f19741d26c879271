package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.registry.area.FollowsMerger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Elders on a birthday roster are asked after where their village went. */
@Component
@Order(5)
class CandidatesFollowMerger implements FollowsMerger {

    @Override
    public List<String> tables() {
        return List.of("eldercare.old_age_candidate");
    }
}

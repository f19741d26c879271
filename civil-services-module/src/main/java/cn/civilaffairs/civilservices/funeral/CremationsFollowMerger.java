package cn.civilaffairs.civilservices.funeral;

import cn.civilaffairs.registry.area.FollowsMerger;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What a cremation adds to its case goes over with it. */
@Component
@Order(6)
class CremationsFollowMerger implements FollowsMerger {

    @Override
    public List<String> tables() {
        return List.of("civilservices.cremation", "civilservices.cremation_fee");
    }
}

package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Families and people, with everything kept of them, go over with their village. */
@Component
@Order(1)
class RegistryFollowsMerger implements FollowsMerger {

    private final AreaMergers mergers;

    RegistryFollowsMerger(AreaMergers mergers) {
        this.mergers = mergers;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "registry.household",
                "registry.household_member",
                "registry.resident",
                "registry.payment_account",
                "registry.means_item",
                "registry.supporter",
                "registry.work_excuse",
                "registry.job_offer",
                "registry.single_person",
                "registry.guardianship",
                "registry.staff_relative",
                "registry.stored_file",
                "registry.stored_file_part",
                "registry.limited_access");
    }

    @Override
    public List<Figure> figures(AreaCode village, AreaScope scope) {
        return List.of(
                new Figure("家庭", mergers.count("registry.household", "closed_on is null", village, scope), Money.ZERO),
                new Figure("居民", mergers.count("registry.resident", "true", village, scope), Money.ZERO));
    }
}

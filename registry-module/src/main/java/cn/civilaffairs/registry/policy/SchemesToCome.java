package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.database.BusinessCodes;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Benefits whose standards are kept before the module that pays them is there; benefits handbook §12. */
@Component
class SchemesToCome implements BusinessCodes {

    @Override
    public Map<String, LineOfBusiness> lines() {
        return Map.of(
                "destitute-support", LineOfBusiness.ASSISTANCE,
                "disability-living", LineOfBusiness.ASSISTANCE,
                "disability-nursing", LineOfBusiness.ASSISTANCE,
                "home-care", LineOfBusiness.ELDER_CARE,
                "orphan-living", LineOfBusiness.CHILD_WELFARE,
                "orphan-schooling", LineOfBusiness.CHILD_WELFARE,
                "unsupported-child", LineOfBusiness.CHILD_WELFARE);
    }
}

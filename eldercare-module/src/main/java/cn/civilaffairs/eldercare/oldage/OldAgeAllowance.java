package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.policy.ParameterKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the old-age allowance (高龄津贴) is to the payment run. */
@Configuration(proxyBeanMethods = false)
public class OldAgeAllowance {

    /** The code of the scheme and of its standards, whose tiers are the ages. */
    public static final String CODE = "old-age";

    static final Scheme SCHEME = new Scheme(
            CODE,
            "GL",
            Scheme.Holder.PERSON,
            LineOfBusiness.ELDER_CARE,
            ParameterKey.CUT_OFF.code(),
            ParameterKey.PAY_DAY.code(),
            ParameterKey.DEATH_STOP.code());

    @Bean
    Scheme oldAgeScheme() {
        return SCHEME;
    }
}

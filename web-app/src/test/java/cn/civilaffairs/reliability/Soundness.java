package cn.civilaffairs.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.invariants.Invariants;
import org.springframework.beans.factory.BeanFactory;

/** Asked after everything that tries to break something: the invariants, and the seals of the log. */
final class Soundness {

    private Soundness() {}

    static void of(TestCounty county, BeanFactory beans) {
        assertThat(Acting.as(county.officer(Role.COUNTY_CASEWORKER), beans.getBean(Invariants.class)::check))
                .allMatch(Invariants.Finding::sound);
        LogChain chain = beans.getBean(LogChain.class);
        chain.sealNow();
        LogChain.Verdict verdict = chain.verify(null);
        assertThat(verdict.exit()).as(verdict.message()).isZero();
    }
}

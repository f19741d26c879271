package cn.civilaffairs.web.demo;

import cn.civilaffairs.casework.sampling.SeedSource;
import java.util.SplittableRandom;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Seeds of the demo county's draws, the same in every installation. */
@Component
@Primary
@Conditional(OnDemoServer.class)
class DemoSeeds implements SeedSource {

    private final SplittableRandom random = new SplittableRandom(30);

    @Override
    public String next() {
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}

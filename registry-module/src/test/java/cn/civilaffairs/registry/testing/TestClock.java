package cn.civilaffairs.registry.testing;

import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.springframework.boot.test.context.TestComponent;

/** Moves the product's clock, the only one it has. */
@TestComponent
public class TestClock {

    private final BusinessClock clock;

    TestClock(BusinessClock clock) {
        this.clock = clock;
    }

    /** Makes it nine o'clock in the morning of that day. */
    public void set(LocalDate day) {
        set(day.atTime(9, 0));
    }

    public void set(LocalDateTime time) {
        clock.moveTo(time);
    }
}

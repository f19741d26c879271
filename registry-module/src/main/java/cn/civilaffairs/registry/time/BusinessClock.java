package cn.civilaffairs.registry.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * The clock everything asks for today's date (业务时钟), in the county's time zone. It runs with the machine's; only the
 * demo county and tests ever move it.
 */
@Component
public class BusinessClock extends Clock {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private volatile Duration offset = Duration.ZERO;
    private final ZoneId zone;

    public BusinessClock() {
        this(ZONE);
    }

    private BusinessClock(ZoneId zone) {
        this.zone = zone;
    }

    /** Makes it that time now; the clock runs on from there. */
    public void moveTo(LocalDateTime time) {
        offset = Duration.between(Instant.now(), time.atZone(ZONE).toInstant());
    }

    public Duration offset() {
        return offset;
    }

    public void useOffset(Duration change) {
        offset = change;
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        BusinessClock clock = new BusinessClock(other);
        clock.offset = offset;
        return clock;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }
}

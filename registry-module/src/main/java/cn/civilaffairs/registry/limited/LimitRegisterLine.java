package cn.civilaffairs.registry.limited;

import java.time.Instant;

/** What supervision sees of a household under limited access: that there is one, and how it is looked after, not whose. */
public record LimitRegisterLine(
        String fileNo,
        LimitGround ground,
        String placedBy,
        Instant placedAt,
        int officers,
        int requests,
        int granted) {}

package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AreaCode;
import java.time.LocalDate;
import java.util.UUID;

/** A standard has come into force; amounts reckoned by the one before are due for another look. */
public record StandardApproved(UUID standardId, String scheme, AreaCode area, LocalDate effectiveFrom) {}

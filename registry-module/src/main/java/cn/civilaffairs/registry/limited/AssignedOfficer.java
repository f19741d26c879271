package cn.civilaffairs.registry.limited;

import cn.civilaffairs.kernel.AreaCode;
import java.util.UUID;

/** Somebody a household under limited access is open to (承办人). */
public record AssignedOfficer(UUID id, String login, String name, String unit, AreaCode area) {}

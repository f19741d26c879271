package cn.civilaffairs.casework;

import org.jspecify.annotations.Nullable;

/** Somebody whose turn it is (当前办理人), so that others know whom to ask. */
public record Holder(String name, String unit, @Nullable String phone) {}

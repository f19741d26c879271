package cn.civilaffairs.registry.relocation;

import java.util.UUID;

/** Both townships agree to a move; it takes effect as soon as its month can be paid at the new place. */
record RelocationAccepted(UUID moveId) {}

/** Residents (居民) and the households (共同生活家庭) they belong to, as they stood on any date. */
@NullMarked
package cn.civilaffairs.registry.resident;

import org.jspecify.annotations.NullMarked;

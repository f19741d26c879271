/** Work that comes round again by itself (例行任务). */
@NullMarked
package cn.civilaffairs.registry.routine;

import org.jspecify.annotations.NullMarked;

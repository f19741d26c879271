/** The operation log (操作日志): who did or saw what, written in the same transaction. */
@NullMarked
package cn.civilaffairs.registry.audit;

import org.jspecify.annotations.NullMarked;

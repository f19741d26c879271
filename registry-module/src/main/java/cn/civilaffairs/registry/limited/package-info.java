/** Limited access (限制查看): what only named officers see, and how others are let in for hours. */
@NullMarked
package cn.civilaffairs.registry.limited;

import org.jspecify.annotations.NullMarked;

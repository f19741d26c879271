/** Households that move from one township to another, and what goes along (迁移). */
@NullMarked
package cn.civilaffairs.registry.relocation;

import org.jspecify.annotations.NullMarked;

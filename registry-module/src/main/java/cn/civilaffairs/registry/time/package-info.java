/** The one clock of the product. */
@NullMarked
package cn.civilaffairs.registry.time;

import org.jspecify.annotations.NullMarked;

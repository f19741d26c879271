/** Search, the family file (一户一档) and the areas. */
@NullMarked
package cn.civilaffairs.web.registry;

import org.jspecify.annotations.NullMarked;

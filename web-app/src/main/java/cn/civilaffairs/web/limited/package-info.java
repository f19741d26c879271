/** Limited access (限制查看): placing it, asking to see, deciding. */
@NullMarked
package cn.civilaffairs.web.limited;

import org.jspecify.annotations.NullMarked;

/** Pages for accounts and appointments (人员账号). */
@NullMarked
package cn.civilaffairs.web.officer;

import org.jspecify.annotations.NullMarked;

/** What happens to a household while it is paid: members who come and go, income that changes, the end (增减停发). */
@NullMarked
package cn.civilaffairs.assistance.minimumliving.change;

import org.jspecify.annotations.NullMarked;

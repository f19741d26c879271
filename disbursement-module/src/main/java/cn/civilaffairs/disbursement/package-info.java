/** Money (资金发放): who is due what and why, and the monthly runs that pay it. */
@NullMarked
package cn.civilaffairs.disbursement;

import org.jspecify.annotations.NullMarked;

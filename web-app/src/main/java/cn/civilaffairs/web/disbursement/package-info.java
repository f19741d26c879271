/** Pages of the monthly runs (月度发放) and the monthly report (统计报表). */
@NullMarked
package cn.civilaffairs.web.disbursement;

import org.jspecify.annotations.NullMarked;

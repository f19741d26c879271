package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import java.time.YearMonth;

/**
 * How many households of a place and class are to be looked at again in a month (复核计划); what is overdue counts for the first
 * month of the plan.
 *
 * @param area a township, or a village where the officer has one township only
 */
public record PlannedReviews(
        AreaCode area, String areaName, YearMonth month, ReviewClass reviewClass, int households) {}

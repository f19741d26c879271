/** Working days, make-up days and the limits counted in them (工作日历). */
@NullMarked
package cn.civilaffairs.casework.calendar;

import org.jspecify.annotations.NullMarked;

/** Cases and the procedures they follow (办件): declared steps, time limits in working days, postings, papers. */
@NullMarked
package cn.civilaffairs.casework;

import org.jspecify.annotations.NullMarked;

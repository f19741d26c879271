/** Leads (线索): what other offices know of people who are paid, answered by the township within a limit. */
@NullMarked
package cn.civilaffairs.casework.lead;

import org.jspecify.annotations.NullMarked;

/** Pages of leads (线索核实), and what ties leads to the payments they are about. */
@NullMarked
package cn.civilaffairs.web.lead;

import org.jspecify.annotations.NullMarked;

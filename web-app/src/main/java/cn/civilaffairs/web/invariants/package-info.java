/** What must hold at every moment (不变量), checked nightly and on demand. */
@NullMarked
package cn.civilaffairs.web.invariants;

import org.jspecify.annotations.NullMarked;

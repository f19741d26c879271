/** What happens when everybody acts at once and machines stop in the middle (docs/reliability.md). */
@NullMarked
package cn.civilaffairs.reliability;

import org.jspecify.annotations.NullMarked;

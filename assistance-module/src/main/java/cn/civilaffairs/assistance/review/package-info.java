/** How households in payment are looked at again before their review is due (定期复核). */
@NullMarked
package cn.civilaffairs.assistance.review;

import org.jspecify.annotations.NullMarked;

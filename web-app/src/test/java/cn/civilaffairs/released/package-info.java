/** Databases of released versions, brought up to today's (security design §6.7). */
@NullMarked
package cn.civilaffairs.released;

import org.jspecify.annotations.NullMarked;

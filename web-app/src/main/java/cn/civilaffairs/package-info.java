/** The application. */
@NullMarked
package cn.civilaffairs;

import org.jspecify.annotations.NullMarked;

/** What is looked at before the product opens its door, and how the first administrators get in. */
@NullMarked
package cn.civilaffairs.web.start;

import org.jspecify.annotations.NullMarked;

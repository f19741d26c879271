/** The demo county (演示县): a fictional county with a year behind it, for trying the product out. */
@NullMarked
package cn.civilaffairs.web.demo;

import org.jspecify.annotations.NullMarked;

/**
 * Journeys (全程测试): officers at work in a real Chromium, on the running product with a smaller demo county. Each
 * leaves screenshots under {@code web-app/target/screenshots}; every page visited is checked for accessibility.
 */
@NullMarked
package cn.civilaffairs.e2e;

import org.jspecify.annotations.NullMarked;

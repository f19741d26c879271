/**
 * Elder care (养老服务): old-age allowance, home-care subsidies and beds, care homes and their inspection, meal points, visits.
 *
 * <p>Nothing is built here yet; this page says what will live in the module.
 */
@NullMarked
package cn.civilaffairs.eldercare;

import org.jspecify.annotations.NullMarked;

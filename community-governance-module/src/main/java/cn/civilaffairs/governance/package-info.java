/**
 * Grassroots governance (基层治理): village and residents committees, elections, community workers.
 *
 * <p>Nothing is built here yet; this page says what will live in the module.
 */
@NullMarked
package cn.civilaffairs.governance;

import org.jspecify.annotations.NullMarked;

/**
 * Social organisations (社会组织): naming, registration, changes, annual inspection, penalties.
 *
 * <p>Nothing is built here yet; this page says what will live in the module.
 */
@NullMarked
package cn.civilaffairs.socialorg;

import org.jspecify.annotations.NullMarked;

/**
 * Child welfare (儿童福利): orphans, children nobody supports in fact, left-behind children, adoption, protection of minors.
 *
 * <p>Nothing is built here yet; this page says what will live in the module.
 */
@NullMarked
package cn.civilaffairs.childwelfare;

import org.jspecify.annotations.NullMarked;

/**
 * Civil services (社会事务): marriage, funeral and cremation, place names, petitions.
 *
 * <p>Nothing is built here yet; this page says what will live in the module.
 */
@NullMarked
package cn.civilaffairs.civilservices;

import org.jspecify.annotations.NullMarked;

/**
 * Cremation (火化登记): a matter without money of its own. It knows nothing of benefits; that somebody died is told to
 * whoever listens.
 */
@NullMarked
package cn.civilaffairs.civilservices.funeral;

import org.jspecify.annotations.NullMarked;

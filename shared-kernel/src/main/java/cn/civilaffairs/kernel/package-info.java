/**
 * Values every module speaks in (公共内核): amounts, identity numbers, areas, officers. No Spring and no database here, so
 * that a rule built on them is pure by construction. A type moves here when two modules need it.
 */
@NullMarked
package cn.civilaffairs.kernel;

import org.jspecify.annotations.NullMarked;

/** A share of what townships confirmed is looked at again by the county (抽查), drawn so that anybody can draw it again. */
@NullMarked
package cn.civilaffairs.casework.sampling;

import org.jspecify.annotations.NullMarked;

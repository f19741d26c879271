/**
 * The ground the rest stands on (基础库): areas, residents and households, standards and parameters, officers, the
 * operation log, protected fields, files and the exchange of workbooks.
 */
@NullMarked
package cn.civilaffairs.registry;

import org.jspecify.annotations.NullMarked;

/**
 * Files that go in and out (导入导出): the three-step import every roster takes, and the workbooks every export is written as.
 * What a roster contains is declared by an {@link cn.civilaffairs.registry.exchange.ImportContract}, in the module that
 * owns what it writes.
 */
@NullMarked
package cn.civilaffairs.registry.exchange;

import org.jspecify.annotations.NullMarked;

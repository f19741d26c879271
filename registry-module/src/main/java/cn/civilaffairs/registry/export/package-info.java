/**
 * What of the bureau's data leaves it as lists (数据导出): how much an officer may take away alone, and the request, approval,
 * one-time password and end of everything larger.
 */
@NullMarked
package cn.civilaffairs.registry.export;

import org.jspecify.annotations.NullMarked;

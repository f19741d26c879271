/** Pages of published standards and the parameter sheet (保障标准、参数表). */
@NullMarked
package cn.civilaffairs.web.policy;

import org.jspecify.annotations.NullMarked;

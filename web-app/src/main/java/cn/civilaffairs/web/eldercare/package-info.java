/** Pages of elder care (养老服务). */
@NullMarked
package cn.civilaffairs.web.eldercare;

import org.jspecify.annotations.NullMarked;

/** Elder care (养老服务). What is built lives in packages of its own, the old-age allowance first. */
@NullMarked
package cn.civilaffairs.eldercare;

import org.jspecify.annotations.NullMarked;

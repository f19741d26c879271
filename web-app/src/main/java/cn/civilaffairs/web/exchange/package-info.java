/** The import pages (名册导入): upload, check report, confirmation. */
@NullMarked
package cn.civilaffairs.web.exchange;

import org.jspecify.annotations.NullMarked;

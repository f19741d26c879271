/**
 * Lists as workbooks (列表导出): any list page gives away what it shows, as filtered and masked as on screen, through the one
 * seam {@link cn.civilaffairs.web.export.ListExport}.
 */
@NullMarked
package cn.civilaffairs.web.export;

import org.jspecify.annotations.NullMarked;

/** The auditor's page (审计): who did what, who looked at whom, and whether the log is whole. */
@NullMarked
package cn.civilaffairs.web.audit;

import org.jspecify.annotations.NullMarked;

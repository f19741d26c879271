/**
 * Papers (文书): notices, postings and forms as PDF. A paper is a declaration ({@link cn.civilaffairs.web.papers.Paper}) and
 * a template under {@code papers/}; every print is registered with its copy number.
 */
@NullMarked
package cn.civilaffairs.web.papers;

import org.jspecify.annotations.NullMarked;

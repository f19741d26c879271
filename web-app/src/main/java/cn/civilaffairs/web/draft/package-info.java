/** Saving drafts from the page, and dropping them once the form is accepted. */
@NullMarked
package cn.civilaffairs.web.draft;

import org.jspecify.annotations.NullMarked;

/** A person's benefits, whichever the scheme and whether or not there is a household (个人待遇). */
@NullMarked
package cn.civilaffairs.web.person;

import org.jspecify.annotations.NullMarked;

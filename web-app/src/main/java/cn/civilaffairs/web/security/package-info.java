/** Signing in, and who may open which page. */
@NullMarked
package cn.civilaffairs.web.security;

import org.jspecify.annotations.NullMarked;

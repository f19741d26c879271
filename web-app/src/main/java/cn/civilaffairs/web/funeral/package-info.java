/** Pages and papers of funerals (殡葬). */
@NullMarked
package cn.civilaffairs.web.funeral;

import org.jspecify.annotations.NullMarked;

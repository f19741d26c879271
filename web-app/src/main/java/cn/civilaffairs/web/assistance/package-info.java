/** Pages of social assistance (社会救助). */
@NullMarked
package cn.civilaffairs.web.assistance;

import org.jspecify.annotations.NullMarked;

/** The desk, the queue and the case page: written once for every matter. */
@NullMarked
package cn.civilaffairs.web.casework;

import org.jspecify.annotations.NullMarked;

/** Forms begun and not yet sent (草稿). */
@NullMarked
package cn.civilaffairs.registry.draft;

import org.jspecify.annotations.NullMarked;

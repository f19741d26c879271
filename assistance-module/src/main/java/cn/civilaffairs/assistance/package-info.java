/** Social assistance (社会救助). One package for each kind of assistance. */
@NullMarked
package cn.civilaffairs.assistance;

import org.jspecify.annotations.NullMarked;

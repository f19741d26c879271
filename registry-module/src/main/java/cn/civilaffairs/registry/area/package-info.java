/** Administrative areas (行政区划): the tree down to the village, its mergers, and the spelling things are found by. */
@NullMarked
package cn.civilaffairs.registry.area;

import org.jspecify.annotations.NullMarked;

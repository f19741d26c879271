/** What the tests of every module share: a real database, a county of their own, officers, a clock that can be moved. */
@NullMarked
package cn.civilaffairs.registry.testing;

import org.jspecify.annotations.NullMarked;

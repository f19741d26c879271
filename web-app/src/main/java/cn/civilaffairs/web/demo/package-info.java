/**
 * The demo county 云溪县 (演示县): an invented county at true scale, made on the first start on an embedded server. Its
 * people come from one seed; its twelve months of history go through the same desks the officers use.
 */
@NullMarked
package cn.civilaffairs.web.demo;

import org.jspecify.annotations.NullMarked;

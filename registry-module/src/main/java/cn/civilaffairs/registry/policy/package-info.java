/**
 * What the county has decided (政策库): published standards with their document numbers, and the parameter sheet. Both are
 * effective-dated and by area; a change is a new row that one officer proposes and another approves.
 */
@NullMarked
package cn.civilaffairs.registry.policy;

import org.jspecify.annotations.NullMarked;

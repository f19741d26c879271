/** The ways applications take to their decision (办理流程), declared by the modules as values. */
@NullMarked
package cn.civilaffairs.casework.procedure;

import org.jspecify.annotations.NullMarked;

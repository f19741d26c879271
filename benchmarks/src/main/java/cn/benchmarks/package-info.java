/** Measurements against the limit of the machine, both in one run (design note on performance §2). Started by hand. */
@NullMarked
package cn.benchmarks;

import org.jspecify.annotations.NullMarked;

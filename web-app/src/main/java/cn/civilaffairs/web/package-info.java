/** The pages, what they share, and how they answer. */
@NullMarked
package cn.civilaffairs.web;

import org.jspecify.annotations.NullMarked;

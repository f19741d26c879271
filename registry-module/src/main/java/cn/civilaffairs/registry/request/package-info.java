/** Forms that may arrive twice and must act once (防重复提交). */
@NullMarked
package cn.civilaffairs.registry.request;

import org.jspecify.annotations.NullMarked;

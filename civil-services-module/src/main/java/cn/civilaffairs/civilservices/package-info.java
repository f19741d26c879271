/** Civil services (社会事务). What is built lives in packages of its own, funerals first. */
@NullMarked
package cn.civilaffairs.civilservices;

import org.jspecify.annotations.NullMarked;

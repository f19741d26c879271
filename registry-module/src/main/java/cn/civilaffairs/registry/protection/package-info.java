/** Fields kept as ciphertext with a blind index beside them (加密字段与盲索引). */
@NullMarked
package cn.civilaffairs.registry.protection;

import org.jspecify.annotations.NullMarked;

/** Uploaded and generated files, kept as ciphertext. */
@NullMarked
package cn.civilaffairs.registry.files;

import org.jspecify.annotations.NullMarked;

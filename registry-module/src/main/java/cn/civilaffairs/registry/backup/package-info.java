/** Encrypted backups of the embedded server, and their restoring (备份与恢复). */
@NullMarked
package cn.civilaffairs.registry.backup;

import org.jspecify.annotations.NullMarked;

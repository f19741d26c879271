/** Accounts and appointments of officers (经办人员账号与岗位). */
@NullMarked
package cn.civilaffairs.registry.officer;

import org.jspecify.annotations.NullMarked;

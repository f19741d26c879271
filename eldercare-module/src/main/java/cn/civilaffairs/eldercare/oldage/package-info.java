/**
 * The old-age allowance (高龄津贴): money by the month for whoever has reached an age, without application. Belongs to a
 * person, knows no household and no means.
 */
@NullMarked
package cn.civilaffairs.eldercare.oldage;

import org.jspecify.annotations.NullMarked;

/**
 * The minimum living allowance (最低生活保障, 低保): its rule, its procedure and its desk. Start reading at {@link
 * cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation}.
 */
@NullMarked
package cn.civilaffairs.assistance.minimumliving;

import org.jspecify.annotations.NullMarked;

/** Looking again at whoever is paid before it is due: 定期复核, 生存认证. */
@NullMarked
package cn.civilaffairs.disbursement.review;

import org.jspecify.annotations.NullMarked;

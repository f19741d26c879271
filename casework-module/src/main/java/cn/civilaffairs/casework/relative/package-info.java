/** The register of near relatives of staff (经办人员、村居干部近亲属备案), and what it means for their applications. */
@NullMarked
package cn.civilaffairs.casework.relative;

import org.jspecify.annotations.NullMarked;

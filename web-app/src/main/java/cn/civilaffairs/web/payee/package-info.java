/** Who receives the money of a benefit, and who may receive it for somebody else (领款人、监护人与代领人). */
@NullMarked
package cn.civilaffairs.web.payee;

import org.jspecify.annotations.NullMarked;

/** Who may receive money for somebody else: guardians and those entrusted to collect (监护人、代领人). */
@NullMarked
package cn.civilaffairs.registry.guardian;

import org.jspecify.annotations.NullMarked;

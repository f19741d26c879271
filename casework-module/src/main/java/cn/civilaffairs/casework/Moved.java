package cn.civilaffairs.casework;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.kernel.Role;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an act did to a case and who has it now, so that the page can say so: “已送会宫镇审核岗，限 3 月 8 日前”.
 *
 * @param step the step it is at now
 * @param roles whose turn it is; empty once the case is closed
 * @param place the township or county those serve
 */
public record Moved(
        UUID caseId,
        String matter,
        CaseAct act,
        CaseStatus status,
        String step,
        Set<Role> roles,
        String place,
        @Nullable LocalDate dueOn) {}

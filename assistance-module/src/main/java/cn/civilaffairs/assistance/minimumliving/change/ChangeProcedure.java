package cn.civilaffairs.assistance.minimumliving.change;

import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Duty.CONFIRM;
import static cn.civilaffairs.casework.procedure.Duty.HANDLE;
import static cn.civilaffairs.casework.procedure.Duty.REVIEW;
import static cn.civilaffairs.casework.procedure.Procedure.step;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;

import cn.civilaffairs.casework.procedure.Devolution;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The way a change takes to its decision: the township reports, its reviewer looks, the county confirms, or the township
 * where the decision is devolved. A matter beside the application (低保增减停发), benefits handbook §1.8, §1.10.
 */
@Configuration(proxyBeanMethods = false)
public class ChangeProcedure {

    public static final String CODE = "minimum-living-change";

    public static final String ENTRY = "entry";
    public static final String REVIEW_STEP = "review";
    public static final String CONFIRMATION = "confirmation";

    static final Procedure PROCEDURE = Procedure.of(
            CODE,
            LineOfBusiness.ASSISTANCE,
            step(ENTRY, HANDLE, TOWN_CLERK).within(3, WORKING_DAYS).pausedFor("SUPPLEMENT"),
            step(REVIEW_STEP, REVIEW, TOWN_REVIEWER)
                    .within(3, WORKING_DAYS)
                    .returningTo(ENTRY)
                    .returningBecause("PAPERS", "FACTS", "AMOUNT", "OTHER")
                    .refusingBecause("CHANGE_UNPROVEN", "CHANGE_NOT_SO"),
            step(CONFIRMATION, CONFIRM, COUNTY_APPROVER)
                    .within(5, WORKING_DAYS)
                    .returningTo(ENTRY, REVIEW_STEP)
                    .returningBecause("PAPERS", "FACTS", "AMOUNT", "OTHER")
                    .refusingBecause("CHANGE_UNPROVEN", "CHANGE_NOT_SO")
                    .devolvable(TOWN_REVIEWER));

    @Bean
    Procedure minimumLivingChangeProcedure() {
        return PROCEDURE;
    }

    /** Where a township confirms applications itself, it confirms their changes too. */
    @Bean
    Devolution minimumLivingChangeDevolution(Parameters parameters) {
        return (matter, township, on) ->
                matter.equals(CODE) && parameters.isOn(ParameterKey.DEVOLVED.code(), township, on);
    }
}

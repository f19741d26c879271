package cn.civilaffairs.civilservices.funeral;

import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Duty.CONFIRM;
import static cn.civilaffairs.casework.procedure.Duty.HANDLE;
import static cn.civilaffairs.casework.procedure.Duty.REVIEW;
import static cn.civilaffairs.casework.procedure.Paper.conditional;
import static cn.civilaffairs.casework.procedure.Paper.required;
import static cn.civilaffairs.casework.procedure.Procedure.step;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.COUNTY_CASEWORKER;

import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.kernel.LineOfBusiness;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What cremation is to casework: received with the death paper, cremated after the identity was checked a second time by
 * another person, certified by a third (services handbook §3.2).
 */
@Configuration(proxyBeanMethods = false)
public class CremationMatter {

    /** The code of the matter. */
    public static final String CODE = "cremation";

    public static final String RECEPTION = "reception";
    public static final String CREMATION = "cremation";
    public static final String CERTIFICATE = "certificate";

    static final Procedure PROCEDURE = Procedure.of(
            CODE,
            LineOfBusiness.FUNERAL,
            step(RECEPTION, HANDLE, COUNTY_CASEWORKER)
                    .within(1, WORKING_DAYS)
                    .asking(
                            required("death-paper"),
                            required("handler-id"),
                            required("handler-signature"),
                            conditional("police-paper"))
                    .refusingBecause("NO_DEATH_PAPER", "IDENTITY_DOUBTFUL"),
            step(CREMATION, REVIEW, COUNTY_CASEWORKER)
                    .within(3, WORKING_DAYS)
                    .returningTo(RECEPTION)
                    .returningBecause("PAPERS", "IDENTITY", "OTHER"),
            step(CERTIFICATE, CONFIRM, COUNTY_APPROVER)
                    .within(1, WORKING_DAYS)
                    .returningTo(RECEPTION, CREMATION)
                    .returningBecause("PAPERS", "IDENTITY", "FEES", "OTHER"));

    @Bean
    Procedure cremationProcedure() {
        return PROCEDURE;
    }
}

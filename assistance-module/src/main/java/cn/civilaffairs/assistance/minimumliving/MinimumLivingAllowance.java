package cn.civilaffairs.assistance.minimumliving;

import static cn.civilaffairs.casework.calendar.DayUnit.DAYS;
import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Duty.CONFIRM;
import static cn.civilaffairs.casework.procedure.Duty.HANDLE;
import static cn.civilaffairs.casework.procedure.Duty.REVIEW;
import static cn.civilaffairs.casework.procedure.Paper.byData;
import static cn.civilaffairs.casework.procedure.Paper.conditional;
import static cn.civilaffairs.casework.procedure.Paper.required;
import static cn.civilaffairs.casework.procedure.Procedure.step;
import static cn.civilaffairs.kernel.Role.COUNTY_APPROVER;
import static cn.civilaffairs.kernel.Role.COUNTY_CASEWORKER;
import static cn.civilaffairs.kernel.Role.TOWN_CLERK;
import static cn.civilaffairs.kernel.Role.TOWN_REVIEWER;

import cn.civilaffairs.casework.procedure.Devolution;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.disbursement.Scheme;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the minimum living allowance (最低生活保障) is: the scheme paid, and the procedure that leads to it (民发〔2021〕57号;
 * benefits handbook §1.8, §1.9, §2.1).
 */
@Configuration(proxyBeanMethods = false)
public class MinimumLivingAllowance {

    /** The code of the scheme, of its matter and of its standards. */
    public static final String CODE = "minimum-living";

    public static final String ACCEPTANCE = "acceptance";
    public static final String MEANS_CHECK = "means-check";
    public static final String HOME_VISIT = "home-visit";
    public static final String REVIEW_STEP = "review";
    public static final String POSTING = "posting";
    public static final String CONFIRMATION = "confirmation";

    /** Reasons of a refusal that the reckoning itself must bear out. */
    static final String INCOME = "INCOME";

    static final String PROPERTY = "PROPERTY";

    static final Procedure PROCEDURE = Procedure.of(
                    CODE,
                    LineOfBusiness.ASSISTANCE,
                    step(ACCEPTANCE, HANDLE, TOWN_CLERK)
                            .within(5, WORKING_DAYS)
                            .asking(
                                    required("application"),
                                    required("commitment"),
                                    required("authorisation"),
                                    required("declaration"),
                                    byData("household-register"),
                                    byData("disability-certificate"),
                                    conditional("illness"),
                                    conditional("schooling"),
                                    conditional("support-judgment"),
                                    conditional("employment"))
                            .pausedFor("SUPPLEMENT")
                            .refusingBecause("NOT_LOCAL", "NOT_ONE_HOUSEHOLD"),
                    step(MEANS_CHECK, HANDLE, COUNTY_CASEWORKER)
                            .within(10, WORKING_DAYS)
                            .pausedFor("MEANS_CHECK")
                            .returningTo(ACCEPTANCE)
                            .returningBecause("PAPERS", "OTHER"),
                    step(HOME_VISIT, HANDLE, TOWN_CLERK)
                            .within(3, WORKING_DAYS)
                            .appraised()
                            .pausedFor("ABSENT", "DISASTER")
                            .returningTo(MEANS_CHECK)
                            .returningBecause("MEANS", "OTHER"),
                    step(REVIEW_STEP, REVIEW, TOWN_REVIEWER)
                            .within(5, WORKING_DAYS)
                            .returningTo(ACCEPTANCE, MEANS_CHECK, HOME_VISIT)
                            .returningBecause("PAPERS", "FACTS", "MEANS", "SURVEY", "OTHER")
                            .refusingBecause(INCOME, PROPERTY, "UNCOOPERATIVE", "FALSE_STATEMENT", "OBJECTION_UPHELD"),
                    step(POSTING, HANDLE, TOWN_CLERK)
                            .within(3, WORKING_DAYS)
                            .posted(7, DAYS)
                            .appraised()
                            .returningTo(MEANS_CHECK, HOME_VISIT, REVIEW_STEP)
                            .returningBecause("OBJECTION", "OTHER"),
                    step(CONFIRMATION, CONFIRM, COUNTY_APPROVER)
                            .within(10, WORKING_DAYS)
                            .returningTo(MEANS_CHECK, HOME_VISIT, REVIEW_STEP, POSTING)
                            .returningBecause("PAPERS", "FACTS", "MEANS", "SURVEY", "AMOUNT", "POSTING", "OTHER")
                            .refusingBecause(INCOME, PROPERTY, "UNCOOPERATIVE", "FALSE_STATEMENT", "OBJECTION_UPHELD")
                            .devolvable(TOWN_REVIEWER))
            .wholeWithin(30, WORKING_DAYS)
            .extendableTo(45, WORKING_DAYS)
            .withSamples();

    static final Scheme SCHEME = new Scheme(
            CODE,
            "DB",
            Scheme.Holder.HOUSEHOLD,
            ParameterKey.CUT_OFF.code(),
            ParameterKey.PAY_DAY.code(),
            ParameterKey.DEATH_STOP.code());

    @Bean
    Procedure minimumLivingProcedure() {
        return PROCEDURE;
    }

    @Bean
    Scheme minimumLivingScheme() {
        return SCHEME;
    }

    /** Which townships confirm for themselves is a dated switch of the parameter sheet, not a branch in code. */
    @Bean
    Devolution minimumLivingDevolution(Parameters parameters) {
        return (matter, township, on) ->
                matter.equals(CODE) && parameters.isOn(ParameterKey.DEVOLVED.code(), township, on);
    }
}

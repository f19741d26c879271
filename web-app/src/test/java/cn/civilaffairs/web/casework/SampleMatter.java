package cn.civilaffairs.web.casework;

import static cn.civilaffairs.casework.calendar.DayUnit.DAYS;
import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Procedure.step;

import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Role;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Made-up matters, so that these pages are tested without any domain module's help. */
@TestConfiguration(proxyBeanMethods = false)
public class SampleMatter {

    @Bean
    Procedure sampleProcedure() {
        return Procedure.of(
                        "sample",
                        LineOfBusiness.ASSISTANCE,
                        step("acceptance", Duty.HANDLE, Role.TOWN_CLERK)
                                .within(5, WORKING_DAYS)
                                .asking(Paper.required("form"), Paper.byData("register"))
                                .pausedFor("SUPPLEMENT"),
                        step("review", Duty.REVIEW, Role.TOWN_REVIEWER)
                                .within(5, WORKING_DAYS)
                                .returningTo("acceptance")
                                .returningBecause("PAPERS", "FACTS"),
                        step("posting", Duty.HANDLE, Role.TOWN_CLERK)
                                .within(3, WORKING_DAYS)
                                .posted(7, DAYS),
                        step("confirmation", Duty.CONFIRM, Role.COUNTY_APPROVER)
                                .within(10, WORKING_DAYS)
                                .returningTo("acceptance")
                                .returningBecause("PAPERS"))
                .wholeWithin(30, WORKING_DAYS);
    }

    /** One whose posting may be objected to and is appraised. */
    @Bean
    Procedure postedProcedure() {
        return Procedure.of(
                "posted-matter",
                LineOfBusiness.ASSISTANCE,
                step("posting", Duty.HANDLE, Role.TOWN_CLERK)
                        .within(3, WORKING_DAYS)
                        .posted(7, DAYS)
                        .appraised(),
                step("confirmation", Duty.CONFIRM, Role.COUNTY_APPROVER).within(5, WORKING_DAYS));
    }
}

package cn.civilaffairs.casework;

import static cn.civilaffairs.casework.calendar.DayUnit.DAYS;
import static cn.civilaffairs.casework.calendar.DayUnit.WORKING_DAYS;
import static cn.civilaffairs.casework.procedure.Procedure.step;

import cn.civilaffairs.casework.procedure.CaseAct;
import cn.civilaffairs.casework.procedure.Devolution;
import cn.civilaffairs.casework.procedure.Duty;
import cn.civilaffairs.casework.procedure.Obstacle;
import cn.civilaffairs.casework.procedure.Paper;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;

/** A made-up matter with one of everything a procedure can declare, and ears for what happens to its cases. */
@TestConfiguration(proxyBeanMethods = false)
class TestMatter {

    static final Procedure PROCEDURE = Procedure.of(
                    "test-matter",
                    LineOfBusiness.ASSISTANCE,
                    step("acceptance", Duty.HANDLE, Role.TOWN_CLERK)
                            .within(5, WORKING_DAYS)
                            .asking(Paper.required("form"), Paper.byData("register"), Paper.conditional("disability"))
                            .pausedFor("SUPPLEMENT"),
                    step("survey", Duty.HANDLE, Role.TOWN_CLERK).within(3, WORKING_DAYS),
                    step("review", Duty.REVIEW, Role.TOWN_REVIEWER)
                            .within(5, WORKING_DAYS)
                            .returningTo("acceptance", "survey")
                            .returningBecause("PAPERS", "SURVEY"),
                    step("posting", Duty.HANDLE, Role.TOWN_CLERK)
                            .within(3, WORKING_DAYS)
                            .posted(7, DAYS)
                            .returningTo("survey")
                            .returningBecause("OBJECTION"),
                    step("confirmation", Duty.CONFIRM, Role.COUNTY_APPROVER)
                            .within(10, WORKING_DAYS)
                            .returningTo("survey", "review")
                            .returningBecause("SURVEY", "AMOUNT")
                            .refusingBecause("INCOME")
                            .devolvable(Role.TOWN_REVIEWER))
            .wholeWithin(30, WORKING_DAYS)
            .extendableTo(45, WORKING_DAYS);

    /** One where the neighbours may be heard, before the review and after an objection. */
    static final Procedure HEARD = Procedure.of(
            "heard-matter",
            LineOfBusiness.ASSISTANCE,
            step("survey", Duty.HANDLE, Role.TOWN_CLERK).within(3, WORKING_DAYS).appraised(),
            step("review", Duty.REVIEW, Role.TOWN_REVIEWER)
                    .within(5, WORKING_DAYS)
                    .returningTo("survey")
                    .returningBecause("SURVEY"),
            step("posting", Duty.HANDLE, Role.TOWN_CLERK)
                    .within(3, WORKING_DAYS)
                    .posted(7, DAYS)
                    .appraised()
                    .returningTo("survey", "review")
                    .returningBecause("OBJECTION", "OTHER"),
            step("confirmation", Duty.CONFIRM, Role.COUNTY_APPROVER).within(10, WORKING_DAYS));

    @Bean
    Procedure heardProcedure() {
        return HEARD;
    }

    @Bean
    Procedure testProcedure() {
        return PROCEDURE;
    }

    @Bean
    Ears ears() {
        return new Ears();
    }

    @Bean
    StepGuard surveyGuard(Ears ears) {
        return new StepGuard() {
            @Override
            public String matter() {
                return "test-matter";
            }

            @Override
            public List<Obstacle> obstacles(CaseFile file, CaseAct act) {
                boolean open = act == CaseAct.AGREE && ears.unfinished.contains(file.id());
                return open ? List.of(Obstacle.of("test.survey-unfinished")) : List.of();
            }
        };
    }

    @Bean
    Devolution devolution(Ears ears) {
        return (matter, township, on) -> ears.devolved.contains(township);
    }

    static class Ears {

        final Set<AreaCode> devolved = ConcurrentHashMap.newKeySet();
        final Set<UUID> unfinished = ConcurrentHashMap.newKeySet();
        final List<Object> heard = Collections.synchronizedList(new ArrayList<>());
        volatile boolean refuseConfirmation;

        @EventListener({CaseOpened.class, CaseMoved.class, CaseConfirmed.class, CaseRefused.class})
        void on(Object event) {
            if (refuseConfirmation && event instanceof CaseConfirmed) {
                throw new IllegalStateException("cannot grant");
            }
            heard.add(event);
        }
    }
}

package cn.civilaffairs.web.demo;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingDesk;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.calendar.WorkCalendars;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.CaseScript.Goal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/** Plays the applications of the last weeks, so that there is a case at every step of the procedure, some of them late. */
@Component
@Conditional(OnDemoServer.class)
class DemoCases {

    private record Planned(DemoHousehold household, Goal goal, LocalDate openedOn) {}

    private final MinimumLivingDesk desk;
    private final CaseDesk cases;
    private final WorkCalendars calendars;
    private final BusinessClock clock;

    DemoCases(MinimumLivingDesk desk, CaseDesk cases, WorkCalendars calendars, BusinessClock clock) {
        this.desk = desk;
        this.cases = cases;
        this.calendars = calendars;
        this.clock = clock;
    }

    void play(DemoPlan plan, Crew crew) {
        CasePlayer player = new CasePlayer(desk, cases, calendars.current(), clock, crew);
        planned(plan.applicants()).stream()
                .sorted(Comparator.comparing(Planned::openedOn))
                .forEach(planned -> player.play(planned.household(), planned.goal(), planned.openedOn()));
    }

    /** Hands the scripts out to the applicants; those left over have not applied yet. */
    private List<Planned> planned(List<DemoHousehold> applicants) {
        List<DemoHousehold> waiting = new ArrayList<>(applicants);
        List<Planned> planned = new ArrayList<>();
        for (CaseScript script : scripts()) {
            DemoHousehold household = waiting.stream()
                    .filter(applicant -> aboveStandard(applicant) == (script.goal() == Goal.REFUSED_FOR_INCOME))
                    .findFirst()
                    .orElseThrow();
            waiting.remove(household);
            planned.add(new Planned(household, script.goal(), daysBefore(script.workingDays())));
        }
        return planned;
    }

    private static boolean aboveStandard(DemoHousehold applicant) {
        return applicant.exitCode() != null;
    }

    private LocalDate daysBefore(int workingDays) {
        var calendar = calendars.current();
        LocalDate day = DemoCounty.STANDS_AT.toLocalDate();
        for (int left = workingDays; left > 0; left--) {
            do {
                day = day.minusDays(1);
            } while (!calendar.isWorkingDay(day));
        }
        return day;
    }

    private static List<CaseScript> scripts() {
        List<CaseScript> scripts = new ArrayList<>();
        add(scripts, Goal.ACCEPTANCE, 1, 2, 2, 3, 4, 1, 8);
        add(scripts, Goal.ASKED_FOR_PAPERS, 4, 3, 5, 6, 9, 12);
        add(scripts, Goal.MEANS_CHECK, 2, 2, 3, 4, 5, 15, 17);
        add(scripts, Goal.MEANS_CHECK_HALF, 6, 7, 8, 16);
        add(scripts, Goal.HOME_VISIT, 9, 9, 10, 10, 14, 16);
        add(scripts, Goal.HOME_VISIT_RECORDED, 11, 11);
        add(scripts, Goal.REVIEW, 11, 12, 12, 13, 14, 19, 13);
        add(scripts, Goal.RETURNED_TO_VISIT, 15, 16);
        add(scripts, Goal.POSTING, 14, 15, 15);
        add(scripts, Goal.POSTED, 14, 15, 15, 16, 17, 18, 22, 24);
        add(scripts, Goal.OBJECTED, 19);
        add(scripts, Goal.CONFIRMATION, 22, 23, 23, 24, 24, 25, 26, 34);
        add(scripts, Goal.RETURNED_TO_REVIEW, 27, 28);
        add(scripts, Goal.CONFIRMED, 38, 38, 39, 39, 40, 40, 41, 41, 42, 42, 43, 43, 44, 45, 28, 29, 29);
        add(scripts, Goal.REFUSED_AS_NOT_LOCAL, 21, 30);
        add(scripts, Goal.REFUSED_FOR_INCOME, 26, 36, 40);
        add(scripts, Goal.REFUSED_AS_UNCOOPERATIVE, 32);
        add(scripts, Goal.WITHDRAWN, 18);
        return scripts;
    }

    private static void add(List<CaseScript> scripts, Goal goal, int... workingDays) {
        for (int days : workingDays) {
            scripts.add(new CaseScript(goal, days));
        }
    }
}

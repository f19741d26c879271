package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.routine.Routines;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets whoever plays the demo county go on to another day. */
@Controller
@Conditional(OnDemoServer.class)
class DemoClockController {

    /** How far to go on. */
    enum Step {
        DAY,
        WORKING_DAY,
        WEEK,
        MONTH
    }

    private final DemoClock clock;
    private final Routines routines;

    DemoClockController(DemoClock clock, Routines routines) {
        this.clock = clock;
        this.routines = routines;
    }

    @GetMapping("/demo/clock")
    String show() {
        return "demo/clock";
    }

    @PostMapping("/demo/clock")
    String advance(@RequestParam Step step, RedirectAttributes answer) {
        switch (step) {
            case DAY -> clock.advance(1);
            case WORKING_DAY -> clock.advanceToWorkingDay();
            case WEEK -> clock.advance(7);
            case MONTH -> clock.advance(30);
        }
        routines.runNow();
        answer.addFlashAttribute("done", "演示日期已调整为 " + clock.today() + "。");
        return "redirect:/demo/clock";
    }
}

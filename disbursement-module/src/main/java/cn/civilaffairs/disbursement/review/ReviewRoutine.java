package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Makes the reviews that come due within thirty days, and holds back what waits for those nobody answered in time. */
@Component
class ReviewRoutine implements Routine {

    private final ReviewDesk desk;

    ReviewRoutine(ReviewDesk desk) {
        this.desk = desk;
    }

    @Override
    public String name() {
        return "reviews due";
    }

    @Override
    public void run() {
        desk.generate();
        desk.holdOverdue();
    }
}

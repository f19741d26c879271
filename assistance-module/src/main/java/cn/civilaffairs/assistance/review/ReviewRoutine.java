package cn.civilaffairs.assistance.review;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Makes the reviews that come due within thirty days. */
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
    }
}

package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.relocation.AmountChange;
import cn.civilaffairs.registry.relocation.MovesAlong;
import cn.civilaffairs.registry.relocation.Moving;
import java.util.List;
import org.springframework.stereotype.Component;

/** A review not finished is done by the township that receives the household. */
@Component
class ReviewsMoveAlong implements MovesAlong {

    private final ReviewTasks tasks;

    ReviewsMoveAlong(ReviewTasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public void follow(Moving moving, List<AmountChange> agreed) {
        tasks.move(moving.household().id(), moving.to(), Acting.scope());
    }
}

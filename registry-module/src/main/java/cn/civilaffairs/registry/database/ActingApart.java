package cn.civilaffairs.registry.database;

import cn.civilaffairs.kernel.Officer;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets another officer act in the midst of somebody else's work, in a transaction of its own: what a transaction sees is
 * settled when it begins, by whoever acts then.
 */
@Component
public class ActingApart {

    private final TransactionTemplate inItsOwn;

    ActingApart(PlatformTransactionManager transactions) {
        this.inItsOwn = new TransactionTemplate(transactions);
        this.inItsOwn.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    public <T> T as(Officer officer, Supplier<T> work) {
        return Acting.instead(officer, () -> Objects.requireNonNull(inItsOwn.execute(status -> work.get())));
    }

    public void as(Officer officer, Runnable work) {
        as(officer, () -> {
            work.run();
            return true;
        });
    }
}

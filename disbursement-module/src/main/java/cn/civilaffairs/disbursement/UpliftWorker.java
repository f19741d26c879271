package cn.civilaffairs.disbursement;

import cn.civilaffairs.registry.database.ReadAhead;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes an uplift to its end, step by step. What comes next is worked out ahead on a connection of its own while what came before
 * is being written; whoever something was decided about in between is set aside when it is written (decision 0026).
 */
@Component
class UpliftWorker {

    private final UpliftWork work;
    private final TransactionTemplate ownTransaction;

    UpliftWorker(UpliftWork work, PlatformTransactionManager transactions) {
        this.work = work;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setReadOnly(true);
    }

    void wholly(UUID upliftId) {
        try {
            if (!TransactionSynchronizationManager.isActualTransactionActive() && work.isWorking(upliftId)) {
                workAhead(upliftId);
            }
            boolean more = true;
            while (more) {
                more = work.step(upliftId, UpliftWork.CHUNK);
            }
        } catch (RuntimeException failure) {
            work.failed(upliftId, failure);
            throw failure;
        }
    }

    /** Until all are done, or somebody else is found to have moved the uplift on; what is left is done step by step. */
    private void workAhead(UUID upliftId) {
        try (ReadAhead<UpliftWork.WorkedOut> ahead =
                ReadAhead.of(ownTransaction, each -> work.workOutAll(upliftId, UpliftWork.CHUNK, each))) {
            UpliftWork.@Nullable WorkedOut next = ahead.next();
            while (next != null && work.write(upliftId, next)) {
                next = ahead.next();
            }
        }
    }
}

package cn.civilaffairs.disbursement;

import cn.civilaffairs.registry.database.ReadAhead;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a run to its end, step by step. Lines are read ahead on a connection of their own while those before are being
 * written, unless somebody's transaction is open already, whose changes another connection would not see.
 */
@Component
class RunWorker {

    private final RunBuild build;
    private final RunReading reading;
    private final TransactionTemplate ownTransaction;

    RunWorker(RunBuild build, RunReading reading, PlatformTransactionManager transactions) {
        this.build = build;
        this.reading = reading;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setReadOnly(true);
    }

    void wholly(UUID runId) {
        wholly(runId, passed -> {});
    }

    /**
     * A failure is shown on the run's page before it is tried again.
     *
     * @param passed told of every step done, by the phase it belonged to
     */
    void wholly(UUID runId, Consumer<Progress.Phase> passed) {
        try {
            boolean more = true;
            while (more) {
                Optional<RunBuild.Standing> standing = build.standing(runId);
                Progress.Phase phase =
                        standing.map(now -> now.position().phase()).orElse(Progress.Phase.DONE);
                if (phase == Progress.Phase.LINES && !TransactionSynchronizationManager.isActualTransactionActive()) {
                    writeLines(standing.get());
                } else {
                    more = build.step(runId, RunBuild.CHUNK);
                }
                passed.accept(phase);
            }
        } catch (RuntimeException failure) {
            try {
                build.failed(runId, failure);
            } catch (RuntimeException unwritten) {
                // no database, or no room in it: the next try will tell
                failure.addSuppressed(unwritten);
            }
            throw failure;
        }
    }

    /** Until there are no more lines, or somebody else is found to have moved the run on. */
    private void writeLines(RunBuild.Standing standing) {
        try (ReadAhead<RunChunk> ahead = ReadAhead.of(
                ownTransaction,
                pieces -> reading.read(standing.run(), standing.position(), RunBuild.CHUNK, chunk -> {
                    pieces.accept(chunk);
                    return true;
                }))) {
            @Nullable RunChunk chunk = ahead.next();
            while (chunk != null && build.write(standing.run().id(), chunk)) {
                chunk = ahead.next();
            }
        }
    }
}

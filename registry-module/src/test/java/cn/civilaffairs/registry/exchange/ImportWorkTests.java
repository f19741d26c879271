package cn.civilaffairs.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.exchange.ImportBatch.State;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class ImportWorkTests {

    @Autowired
    private ImportWork work;

    @Autowired
    private ImportDesk desk;

    @Autowired
    private ImportBatches batches;

    @Autowired
    private StoredFiles files;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestCounties counties;

    private Officer officer;

    @BeforeEach
    void createCounty() {
        officer = counties.create().officer(Role.COUNTY_CASEWORKER);
    }

    @Test
    void marksWhatAStoppedMachineLeftBehindToBeRepeated() {
        UUID checking = batch(State.CHECKING);
        UUID confirming = batch(State.CONFIRMING);
        UUID checked = batch(State.CHECKED);

        work.markInterrupted();

        assertThat(find(checking).state()).isEqualTo(State.REFUSED);
        assertThat(find(checking).message()).contains("中断");
        assertThat(find(confirming).state()).isEqualTo(State.CHECKED);
        assertThat(find(checked).message()).isNull();
    }

    @Test
    void leavesAloneWhatAnotherMachineIsWorkingOn() {
        UUID checking = batch(State.CHECKING);

        Acting.as(
                officer,
                () -> transaction.executeWithoutResult(status -> {
                    assertThat(batches.take(checking)).isTrue();
                    // a lock of this transaction stands for the other machine; looking around happens on another thread
                    CompletableFuture.runAsync(work::markInterrupted).join();
                }));

        assertThat(find(checking).state()).isEqualTo(State.CHECKING);
    }

    /** T36: a second file waits until the first is done; somebody else's does not. */
    @Test
    void takesOneFileOfAnOfficersAtATime() {
        UUID running = batch(State.CHECKING);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(officer, () -> desk.upload("residents", "第二个.xlsx", new byte[] {1})))
                .satisfies(refused -> assertThat(refused.messageKey()).isEqualTo("import.one-at-a-time"))
                .satisfies(refused -> assertThat(refused.arguments()).containsExactly("名册.xlsx"));
        Officer other = counties.create().officer(Role.COUNTY_CASEWORKER);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(other, () -> desk.upload("residents", "第二个.xlsx", new byte[] {1})))
                .satisfies(refused -> assertThat(refused.messageKey()).isNotEqualTo("import.one-at-a-time"));

        Acting.as(
                officer,
                () -> transaction.executeWithoutResult(
                        status -> batches.move(running, State.CHECKING, State.REFUSED, null, officer.scope())));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> Acting.as(officer, () -> desk.upload("residents", "第二个.xlsx", new byte[] {1})))
                .satisfies(refused -> assertThat(refused.messageKey()).isNotEqualTo("import.one-at-a-time"));
    }

    private UUID batch(State state) {
        UUID id = Ids.next();
        Acting.as(
                officer,
                () -> transaction.executeWithoutResult(status -> {
                    UUID file = files.store(officer.area(), "名册.xlsx", "x", new byte[] {1});
                    batches.insert(id, officer.area(), "residents", file, officer.id(), Instant.now());
                    batches.move(id, State.CHECKING, state, null, officer.scope());
                }));
        return id;
    }

    private ImportBatch find(UUID id) {
        return Objects.requireNonNull(Acting.<ImportBatch>as(
                officer,
                () -> transaction.execute(
                        status -> batches.find(id, officer.scope()).orElseThrow())));
    }
}

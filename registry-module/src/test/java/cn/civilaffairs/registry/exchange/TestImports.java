package cn.civilaffairs.registry.exchange;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Plays the three steps and waits for the background work between them. */
public final class TestImports {

    private static final Duration PATIENCE = Duration.ofSeconds(300);

    private final ImportDesk desk;

    public TestImports(ImportDesk desk) {
        this.desk = desk;
    }

    public ImportBatch check(Officer officer, String contract, byte[] file) {
        UUID id = Acting.as(officer, () -> desk.upload(contract, "名册.xlsx", file));
        return settled(officer, id);
    }

    public ImportBatch confirm(Officer officer, UUID id, boolean onlyIfAllPass) {
        Acting.as(officer, () -> desk.confirm(id, onlyIfAllPass, officer.scope()));
        return settled(officer, id);
    }

    /** Every finding as {@code row column: words}. */
    public List<String> findings(Officer officer, UUID id) {
        return Acting.as(officer, () -> desk.findings(id, false, 0, 1000, officer.scope())).stream()
                .map(finding -> "%d%s %s: %s"
                        .formatted(finding.row(), finding.error() ? "" : "?", finding.column(), finding.words()))
                .toList();
    }

    private ImportBatch settled(Officer officer, UUID id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ImportBatch batch = Acting.as(officer, () -> desk.get(id, officer.scope()));
            if (!batch.isWorking()) {
                return batch;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError("The import is still " + batch.state());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new AssertionError(stopped);
            }
        }
    }
}

package cn.benchmarks;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.ResidentSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What officers type into the search box, and how long the server takes to answer, each in a transaction of its own. */
@Component
class SearchLatency {

    private static final int WARM_UP = 60;
    private static final int ASKED = 600;

    private final ResidentSearch search;
    private final TransactionTemplate transaction;

    SearchLatency(ResidentSearch search, TransactionTemplate transaction) {
        this.search = search;
        this.transaction = transaction;
    }

    /** Milliseconds of each answer, in the order asked. */
    List<Double> ask(Officer officer, int residents) {
        SplittableRandom random = new SplittableRandom(20261121);
        List<Double> millis = new ArrayList<>(ASKED);
        for (int i = 0; i < WARM_UP + ASKED; i++) {
            String typed = typed(random.nextInt(residents), i % 6);
            long start = System.nanoTime();
            Acting.as(officer, () -> transaction.execute(status -> search.find(typed, officer.scope())));
            if (i >= WARM_UP) {
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        return millis;
    }

    private static String typed(int resident, int kind) {
        String name = Invented.name(resident);
        return switch (kind) {
            case 0 -> name;
            case 1 -> name.substring(0, 2);
            case 2 -> Invented.identity(resident).value();
            case 3 -> "B%07d".formatted(resident);
            case 4 -> Invented.account(resident);
            default -> Invented.identity(resident).birthDate().toString();
        };
    }
}

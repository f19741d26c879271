package cn.civilaffairs.e2e;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;

/** Families in payment, found as a township's clerk comes across them: through the reviews that fall due. */
final class Families {

    private Families() {}

    /** The file of one family, whatever its size. */
    static String one(Screen clerk) {
        return files(clerk, "").iterator().next();
    }

    /** The files of all families of so many persons, each looked up when it is asked for. */
    static Iterable<String> of(Screen clerk, int persons) {
        return files(clerk, String.valueOf(persons));
    }

    /** The same, whatever their size. */
    static Iterable<String> of(Screen clerk) {
        return files(clerk, "");
    }

    private static Iterable<String> files(Screen clerk, String persons) {
        clerk.go("/reviews?size=200");
        List<String> tasks = new ArrayList<>();
        for (Locator row : clerk.page().locator("tr[data-row]").all()) {
            if (persons.isEmpty() || row.locator("td.num").first().innerText().equals(persons)) {
                tasks.add(row.locator("[data-open-row]").getAttribute("href"));
            }
        }
        return () -> tasks.stream()
                .map(task -> clerk.go(task)
                        .page()
                        .locator("main a[href^='/families/']")
                        .first()
                        .getAttribute("href")
                        .replaceFirst("(/families/[0-9a-f-]{36}).*", "$1"))
                .iterator();
    }

    /** What a family was last paid, as its file says: month, kind, amount and outcome in one line. */
    static String lastPayment(Screen clerk, String family) {
        clerk.go(family + "/benefits");
        return clerk.text("[aria-label='发放记录'] tbody tr").replaceAll("\\s+", " ");
    }
}

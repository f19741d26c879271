package cn.civilaffairs.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * One officer's screen, 1366 × 768 as in the offices. It finds things by the words an officer reads, checks every page it
 * comes to with axe, and remembers whatever broke: script errors, forbidden content, failed requests, strangers' hosts.
 */
final class Screen implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "screenshots");
    /** Ample: a slow machine is no failure, and what never comes fails all the same. */
    private static final double PATIENCE_MILLIS = 45_000;

    private static final int ASKED_AGAIN_SECONDS = 8;
    private static final LocatorAssertions.ContainsTextOptions SAID_MEANWHILE =
            new LocatorAssertions.ContainsTextOptions().setUseInnerText(true).setTimeout(ASKED_AGAIN_SECONDS * 1000);

    private static final Page.WaitForConditionOptions SOON = new Page.WaitForConditionOptions().setTimeout(100);

    private static final AtomicInteger PICTURES = new AtomicInteger();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}");
    private static final Set<String> CHECKED = new HashSet<>();

    private final BrowserContext context;
    private final Page page;
    private final String address;
    private final List<String> problems = new ArrayList<>();
    private boolean leaving;
    private int departures;
    private String checked = "";

    Screen(BrowserContext context, String address) {
        this.context = context;
        this.address = address;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.setDefaultNavigationTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(error -> problems.add(page.url() + ": script error " + error));
        page.onResponse(this::look);
        page.onDOMContentLoaded(arrived -> leaving = false);
        page.onRequestFailed(request -> leaving &= !isNavigation(request));
        page.onRequest(request -> {
            if (isNavigation(request)) {
                leaving = true;
                departures++;
            }
            if (!request.url().startsWith(address) && !request.url().matches("(?s)(data|blob):.*")) {
                problems.add(page.url() + ": asks a stranger for " + request.url());
            }
        });
    }

    private boolean isNavigation(Request request) {
        return request.isNavigationRequest() && request.frame().equals(page.mainFrame());
    }

    private void listen(ConsoleMessage message) {
        // A refused form or a page out of scope is answered with 4xx on purpose; Chromium reports each as an error.
        boolean refusal = message.text().startsWith("Failed to load resource")
                && message.text().contains("status of 4");
        if (message.type().equals("error") && !refusal) {
            problems.add(page.url() + ": " + message.text());
        }
    }

    private void look(Response response) {
        boolean brokenPart = response.status() >= 400
                && !response.request().isNavigationRequest()
                && !response.request().resourceType().matches("xhr|fetch|document");
        if (response.status() >= 500 || brokenPart) {
            problems.add(response.status() + " from " + response.url());
        }
    }

    /** For what the words below do not cover. */
    Page page() {
        return page;
    }

    /** The browser says itself when a page it was sent to has come. */
    Screen go(String path) {
        page.navigate(path);
        checkAccess(false);
        return this;
    }

    /** Types into the field of that label; part of the label is enough where no label is exactly that. */
    Screen fill(String label, String text) {
        field(label).fill(text);
        return this;
    }

    Screen choose(String label, String word) {
        field(label).selectOption(new SelectOption().setLabel(word));
        return this;
    }

    Screen tick(String label) {
        field(label).check();
        return this;
    }

    Screen upload(String label, Path file) {
        field(label).setInputFiles(file);
        return this;
    }

    private Locator field(String label) {
        Locator main = page.locator("main");
        Locator exact = main.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
        return (exact.count() > 0 ? exact : main.getByLabel(label)).first();
    }

    Screen press(String button) {
        return click(named(AriaRole.BUTTON, button));
    }

    /** Presses a key that leads to another page. */
    Screen leaveBy(String key) {
        String here = page.url();
        page.keyboard().press(key);
        page.waitForURL(url -> !url.equals(here));
        return this;
    }

    Screen follow(String link) {
        return click(named(AriaRole.LINK, link));
    }

    private Locator named(AriaRole role, String name) {
        Locator exact =
                page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
        return (exact.count() > 0 ? exact : page.getByRole(role, new Page.GetByRoleOptions().setName(name))).first();
    }

    /** Presses a button that prints, and gives the address of the paper that opens beside the page. */
    String print(String button) {
        Page paper = page.waitForPopup(() -> named(AriaRole.BUTTON, button).click());
        String opened = paper.url().substring(address.length());
        paper.close();
        page.reload();
        checkAccess(false);
        return opened;
    }

    /** Follows the first link of the page's body whose address matches. */
    Screen followTo(String addressPattern) {
        Pattern pattern = Pattern.compile(addressPattern);
        Locator links = page.locator("main a[href]");
        for (Locator link : links.all()) {
            if (pattern.matcher(link.getAttribute("href")).find()) {
                return click(link);
            }
        }
        throw new AssertionError("No link to " + addressPattern + " on " + page.url());
    }

    /** What pressing or following something downloads. */
    Download download(Runnable act) {
        return page.waitForDownload(act);
    }

    Screen sees(String... words) {
        for (String word : words) {
            assertThat(page.locator("body")).containsText(word);
        }
        return this;
    }

    Screen seesNot(String... words) {
        for (String word : words) {
            assertThat(page.locator("body")).not().containsText(word);
        }
        return this;
    }

    boolean has(Locator something) {
        return something.count() > 0;
    }

    String text(String selector) {
        return page.locator(selector).first().innerText();
    }

    String path() {
        return page.url().substring(address.length());
    }

    /** Waits until the page says it, by itself or when asked again; for work that goes on in the background. */
    Screen waitFor(String words, int seconds) {
        for (int second = 0; second < seconds; second += ASKED_AGAIN_SECONDS) {
            try {
                assertThat(page.locator("body")).containsText(words, SAID_MEANWHILE);
                return settled();
            } catch (AssertionFailedError notYet) {
                askAgain();
            }
        }
        throw new AssertionError("After " + seconds + " s " + page.url() + " still does not say " + words);
    }

    private void askAgain() {
        try {
            page.reload();
        } catch (PlaywrightException overtaken) {
            // The page was just renewing itself.
            page.waitForLoadState();
        }
    }

    /** Takes a picture of the whole page: {@code target/screenshots/NN-name.png}. */
    Screen shot(String name) {
        checkAccess(true);
        return picture(name);
    }

    Screen picture(String name) {
        String file = String.format(Locale.ROOT, "%02d-%s.png", PICTURES.incrementAndGet(), name);
        page.screenshot(
                new Page.ScreenshotOptions().setPath(FOLDER.resolve(file)).setFullPage(true));
        return this;
    }

    /** A click returns before the browser has left the page; whatever comes next would cut the submission short. */
    private Screen click(Locator something) {
        int before = departures;
        something.click();
        try {
            page.waitForCondition(() -> departures > before, SOON);
        } catch (TimeoutError stays) {
            // not everything that is clicked leads away
        }
        return settled();
    }

    private Screen settled() {
        page.waitForCondition(() -> !leaving);
        page.waitForLoadState(LoadState.LOAD);
        checkAccess(false);
        return this;
    }

    /** Each kind of page is checked once in each state its heading tells apart, and whenever a picture shows it otherwise. */
    private void checkAccess(boolean again) {
        List<?> shown = (List<?>) page.locator("html")
                .first()
                .evaluate("e => [document.contentType, document.title, e.classList.contains('large-print')]");
        boolean large = shown.get(2).equals(true);
        String place = ID.matcher(path().replaceFirst("\\?.*", "")).replaceAll("{id}");
        if (!shown.get(0).equals("text/html")) {
            return;
        }
        if (!CHECKED.add(place + shown.get(1) + large) && !again) {
            return;
        }
        String content = page.content();
        if (content.equals(checked)) {
            return;
        }
        checked = content;
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations")); // what is well is not written out
        List<Rule> violations = new AxeBuilder(page)
                .options(options)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .setLegacyMode(true)
                .analyze()
                .getViolations();
        for (Rule violation : violations) {
            if (violation.getImpact().matches("serious|critical")) {
                problems.add("%s%s: %s %s: %s"
                        .formatted(
                                place,
                                large ? " (large print)" : "",
                                violation.getImpact(),
                                violation.getId(),
                                violation.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(3)
                                        .toList()));
            }
        }
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        context.close();
    }
}

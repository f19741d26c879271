package cn.civilaffairs.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine, found and never downloaded, driven by Playwright. */
final class Chromium implements AutoCloseable {

    private static final List<String> USUAL_PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/usr/bin/microsoft-edge",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

    private final Playwright playwright;
    private final Browser browser;
    private final Map<String, List<Cookie>> sessions = new HashMap<>();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** {@code CHROME_BIN} if set, the usual places otherwise. */
    static Optional<Path> find() {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROME_BIN")), USUAL_PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        List<String> arguments = new ArrayList<>(
                List.of("--disable-dev-shm-usage", "--disable-gpu", "--force-color-profile=srgb", "--lang=zh-CN"));
        if (Objects.equals(System.getProperty("user.name"), "root")) {
            arguments.add("--no-sandbox"); // Chromium refuses to start as root with its sandbox
        }
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setEnv(inChinese(environment))
                        .setArgs(arguments));
        return new Chromium(playwright, browser);
    }

    /** Chromium writes the dates in its date fields as the language of its surroundings has them. */
    private static Map<String, String> inChinese(Map<String, String> environment) {
        Map<String, String> chinese = new HashMap<>(environment);
        chinese.put("LANG", "C.UTF-8");
        chinese.put("LANGUAGE", "zh_CN");
        return chinese;
    }

    Browser browser() {
        return browser;
    }

    /** Who signed in, by login, and the cookies of it. */
    Map<String, List<Cookie>> sessions() {
        return sessions;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

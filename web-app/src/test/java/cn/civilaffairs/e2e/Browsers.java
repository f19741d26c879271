package cn.civilaffairs.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;

/** The browsers of one journey: every officer who signs in sits at a screen of their own. */
final class Browsers {

    private final Chromium chromium;
    private final String address;
    private final String password;
    private final List<Screen> screens = new ArrayList<>();

    /** @param password the one of all demo accounts */
    Browsers(Chromium chromium, String address, String password) {
        this.chromium = chromium;
        this.address = address;
        this.password = password;
    }

    /**
     * Whoever signed in for an earlier journey goes on in that session: a new one would end it, and a password takes its time.
     *
     * @param login of a demo account, such as {@code tc_03a}
     */
    Screen signIn(String login) {
        return signIn(login, false);
    }

    /** The same in large print (大字版). */
    Screen signInWithLargePrint(String login) {
        return signIn(login, true);
    }

    private Screen signIn(String login, boolean largePrint) {
        Screen screen = open(largePrint);
        List<Cookie> session = chromium.sessions().get(login);
        if (session != null) {
            screen.page().context().addCookies(session);
            if (!screen.go("/desk").path().startsWith("/login")) {
                return screen;
            }
        }
        return signIn(screen, login);
    }

    /** Signs in at a screen that is open already, as after a time-out. */
    Screen signIn(Screen screen, String login) {
        screen.go("/login");
        screen.fill("用户名", login);
        screen.fill("密码", password);
        screen.press("登录");
        screen.page().waitForURL(url -> !url.endsWith("/login")); // checking a password takes its time
        chromium.sessions()
                .put(
                        login,
                        screen.page().context().cookies().stream()
                                .filter(cookie -> !cookie.name.equals("print"))
                                .toList());
        return screen;
    }

    /** A screen at which nobody has signed in. */
    Screen open(boolean largePrint) {
        BrowserContext context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(address)
                        .setLocale("zh-CN")
                        .setTimezoneId("Asia/Shanghai")
                        .setViewportSize(1366, 768)
                        // a button half-way between two colours is no finding
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setAcceptDownloads(true));
        if (largePrint) {
            context.addCookies(List.of(new Cookie("print", "large").setUrl(address)));
        }
        Screen screen = new Screen(context, address);
        screens.add(screen);
        return screen;
    }

    void close(boolean failed, String test) {
        List<String> problems = new ArrayList<>();
        for (Screen screen : screens) {
            if (failed) {
                screen.picture("failed-" + test);
            }
            problems.addAll(screen.problems());
            screen.close();
        }
        if (!failed && !problems.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), problems));
        }
        problems.forEach(System.err::println);
    }
}

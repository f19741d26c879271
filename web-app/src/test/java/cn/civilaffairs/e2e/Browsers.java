package cn.civilaffairs.e2e;

import cn.civilaffairs.web.demo.DemoNotice;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** The browsers of one journey: every officer who signs in sits at a screen of their own. */
final class Browsers {

    private final Chromium chromium;
    private final String address;
    private final DemoNotice demo;
    private final List<Screen> screens = new ArrayList<>();

    Browsers(Chromium chromium, ApplicationContext application) {
        this.chromium = chromium;
        this.address = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        this.demo = application.getBean(DemoNotice.class);
    }

    /** @param login of a demo account, such as {@code tc_03a} */
    Screen signIn(String login) {
        return signIn(open(false), login);
    }

    /** The same in large print (大字版). */
    Screen signInWithLargePrint(String login) {
        return signIn(open(true), login);
    }

    private Screen signIn(Screen screen, String login) {
        screen.go("/login");
        screen.fill("用户名", login);
        screen.fill("密码", demo.password());
        screen.press("登录");
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

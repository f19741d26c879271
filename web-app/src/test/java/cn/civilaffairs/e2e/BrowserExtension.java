package cn.civilaffairs.e2e;

import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.demo.DemoNotice;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives journeys their {@link Browsers}, starts Chromium once for all of them, and decides what its absence means. */
class BrowserExtension implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);
    private static final String ABSENT =
            "未找到 Chromium，浏览器测试没有运行。安装：apt-get install chromium fonts-noto-cjk，或设置 CHROME_BIN。";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String wanted = System.getProperty("e2e", "auto");
        if (wanted.equals("off")) {
            return ConditionEvaluationResult.disabled("-De2e=off");
        }
        if (Chromium.find().isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is here");
        }
        if (wanted.equals("required") || "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(ABSENT);
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println("[e2e] " + ABSENT);
        }
        return ConditionEvaluationResult.disabled(ABSENT);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browsers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(
                        Chromium.class,
                        key -> {
                            Optional<Path> executable = Chromium.find();
                            return Chromium.start(executable.orElseThrow());
                        },
                        Chromium.class);
        ApplicationContext application = SpringExtension.getApplicationContext(context);
        Browsers browsers = new Browsers(
                chromium,
                "http://localhost:" + application.getEnvironment().getProperty("local.server.port"),
                application.getBean(DemoNotice.class).password());
        context.getStore(NAMESPACE).put(Browsers.class, browsers);
        return browsers;
    }

    /** Every journey begins on the same Monday, however far the one before has moved the demo county's day. */
    @Override
    public void beforeEach(ExtensionContext context) {
        SpringExtension.getApplicationContext(context)
                .getBean(BusinessClock.class)
                .moveTo(LocalDateTime.of(2026, 11, 16, 9, 0));
    }

    /** What went wrong behind the officers' backs fails the test even if they did not notice. */
    @Override
    public void afterEach(ExtensionContext context) {
        Browsers browsers = context.getStore(NAMESPACE).remove(Browsers.class, Browsers.class);
        if (browsers != null) {
            browsers.close(
                    context.getExecutionException().isPresent(),
                    context.getRequiredTestMethod().getName());
        }
    }
}

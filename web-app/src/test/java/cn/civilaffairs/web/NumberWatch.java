package cn.civilaffairs.web;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.registry.testing.TestDatabase;
import cn.civilaffairs.web.audit.LogDetails;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Reads along with every page test there is (security design AC-069): each answer, each line the program logs, each row of
 * the operation log. Whole identity, account and phone numbers of the test world stand in none of them, but where they are
 * what is asked for: a single look with its reason, the file for the bank, the officer's own words sent back to them. A test
 * that makes one turn up elsewhere fails, whatever else it is about.
 */
public final class NumberWatch implements TestExecutionListener {

    /** Numbers of nobody, as all tests make them: identities of 999, cards of 622848000, phones of 1990000. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9A-Za-z])(?:999[0-9]{14}[0-9Xx]|622848000[0-9]{7,10}" + "|1990000[0-9]{4})(?![0-9A-Za-z])");

    private static final Pattern ASKED_FOR = Pattern.compile("/residents/[^/]+/(accounts/[^/]+/)?reveal"
            + "|/runs/[^/]+/bank/files/[^/]+" // the bank pays whole numbers
            + "|/imports/[^/]+/report\\.xlsx" // the officer's own file with what was found in it
            + "|/drafts/[^/]+"); // what the officer typed themselves

    private static final Collection<String> IN_ANSWERS = new ConcurrentLinkedQueue<>();
    private static final Collection<String> IN_LOGS = new ConcurrentLinkedQueue<>();
    private static long lastRow;

    static {
        UnsynchronizedAppenderBase<ILoggingEvent> reader = new UnsynchronizedAppenderBase<>() {
            @Override
            protected void append(ILoggingEvent line) {
                String text = line.getFormattedMessage()
                        + (line.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(line.getThrowableProxy()));
                numbers(text).forEach(number -> IN_LOGS.add(number + " in a line of " + line.getLoggerName()));
            }
        };
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        reader.setContext(root.getLoggerContext());
        reader.start();
        root.addAppender(reader);
    }

    private static List<String> numbers(String text) {
        List<String> found = new ArrayList<>();
        Matcher number = NUMBER.matcher(text);
        while (number.find()) {
            String value = number.group();
            if (value.charAt(0) != '9' || IdNumber.checkCharacter(value.substring(0, 17)) == value.charAt(17)) {
                found.add(value);
            }
        }
        return found;
    }

    /** Outermost, so that it sees what the browser would. */
    @TestComponent
    @Order(Ordered.HIGHEST_PRECEDENCE)
    public static final class Answers implements Filter {

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
            HttpServletRequest asked = (HttpServletRequest) request;
            if (response instanceof MockHttpServletResponse answer
                    && !ASKED_FOR.matcher(asked.getRequestURI()).matches()
                    && !bringsAForm(asked)) {
                Predicate<String> typed = typed(asked)::contains;
                numbers(text(answer.getContentAsByteArray())).stream()
                        .filter(typed.negate())
                        .distinct()
                        .forEach(number -> IN_ANSWERS.add(
                                number + " in the answer to " + asked.getMethod() + " " + asked.getRequestURI()));
            }
        }

        /** Whether another form led here and brought along what the officer had typed there. */
        private static boolean bringsAForm(HttpServletRequest asked) {
            Map<String, ?> carried = RequestContextUtils.getInputFlashMap(asked);
            return carried != null && carried.values().stream().anyMatch(value -> !(value instanceof String));
        }

        private static Set<String> typed(HttpServletRequest asked) {
            return asked.getParameterMap().values().stream()
                    .flatMap(Stream::of)
                    .filter(Objects::nonNull)
                    .flatMap(value -> numbers(value).stream())
                    .collect(Collectors.toSet());
        }

        /** A page as text; of a workbook all its parts. */
        private static String text(byte[] answer) throws IOException {
            if (answer.length < 2 || answer[0] != 'P' || answer[1] != 'K') {
                return new String(answer, StandardCharsets.UTF_8);
            }
            StringBuilder text = new StringBuilder();
            try (ZipInputStream parts = new ZipInputStream(new ByteArrayInputStream(answer))) {
                for (ZipEntry part = parts.getNextEntry(); part != null; part = parts.getNextEntry()) {
                    text.append(new String(parts.readAllBytes(), StandardCharsets.UTF_8));
                }
            } catch (IOException encrypted) {
                return text.toString();
            }
            return text.toString();
        }
    }

    @Override
    public void afterTestMethod(TestContext test) {
        fail("Whole numbers where nobody asked for them", IN_ANSWERS);
        fail("Whole numbers in the program's log", IN_LOGS);
    }

    /** What may stay Latin in a row people read: numbers of things, logins, names of files and forms of files. */
    private static final Pattern NO_WORD = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\\S*[0-9]\\S*"
            + "|[^\\s：；，（]*\\.(pdf|xlsx?|xlsm|csv|dump\\S*)|Excel|CSV|MB");

    private static final Pattern LATIN = Pattern.compile("[A-Za-z][A-Za-z_.-]+");

    /** Codes of matters and benefits that exist in tests alone have no words. */
    private static final Set<String> OF_TESTS = Set.of(
            "permit",
            "request",
            "survey",
            "dance-ground",
            "posted-matter",
            "winter-fuel",
            "sample",
            "posting",
            "acceptance");

    /** Of the database the web tests share; that of an old release has rows of its time. */
    @Override
    public void afterTestClass(TestContext test) throws SQLException {
        if (test.getApplicationContext().getEnvironment().containsProperty("test.database")) {
            return;
        }
        LogDetails details = test.getApplicationContext().getBean(LogDetails.class);
        List<String> codes = new ArrayList<>();
        List<String> found = new ArrayList<>();
        try (Connection connection = TestDatabase.superuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select id, concat_ws(' ', action, object_id, reason, detail), action, detail"
                                + " from registry.operation_log where id > " + lastRow + " order by id")) {
            while (row.next()) {
                lastRow = row.getLong(1);
                String text = row.getString(2);
                numbers(text).forEach(number -> found.add(number + " in the operation log: " + text));
                String said = details.of(row.getString(3), row.getString(4));
                LATIN.matcher(NO_WORD.matcher(said).replaceAll(" "))
                        .results()
                        .filter(code -> !OF_TESTS.contains(code.group()))
                        .forEach(code -> codes.add(code.group() + " in: " + row(text, said)));
            }
        }
        fail(
                "Codes nobody reads; name them in messages/log.properties",
                codes.stream().distinct().toList());
        fail("Whole numbers in the operation log", found);
    }

    private static String row(String text, String said) {
        return text.split(" ")[0] + " " + said;
    }

    private static void fail(String what, Collection<String> found) {
        if (!found.isEmpty()) {
            List<String> all = List.copyOf(found);
            if (found == IN_ANSWERS || found == IN_LOGS) {
                found.clear();
            }
            throw new AssertionError(what + ": " + String.join("; ", all));
        }
    }
}

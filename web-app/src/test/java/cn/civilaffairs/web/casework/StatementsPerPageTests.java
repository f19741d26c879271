package cn.civilaffairs.web.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.Opening;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.PlannedByValue;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.registry.testing.TestPeople;
import cn.civilaffairs.web.Visits;
import cn.civilaffairs.web.WebTest;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a page asks the database does not grow with its rows (performance targets, P11), and stays little. */
@WebTest
@Import(SampleMatter.class)
class StatementsPerPageTests {

    @Autowired
    private MockMvcTester pages;

    @Autowired
    private UserDetailsService officers;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    @Autowired
    private CaseDesk desk;

    private final ListAppender<ILoggingEvent> executed = new ListAppender<>() {

        @Override
        protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing(); // whose thread it was is otherwise asked when it is read, and is
            // the reader's
            super.append(event);
        }
    };
    private final List<Logger> asked = Stream.of(JdbcTemplate.class, PlannedByValue.class)
            .map(LoggerFactory::getLogger)
            .map(Logger.class::cast)
            .toList();

    @BeforeEach
    void listen() {
        clock.set(LocalDate.of(2026, 11, 16));
        executed.start();
        asked.forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.addAppender(executed);
            logger.setAdditive(false);
        });
    }

    @AfterEach
    void stopListening() {
        asked.forEach(logger -> {
            logger.detachAppender(executed);
            logger.setAdditive(true);
            logger.setLevel(null);
        });
    }

    @Test
    void asksTheDatabaseAsOftenForManyRowsAsForOne() {
        TestCounty county = counties.create();
        Officer clerk = county.officer(Role.TOWN_CLERK);
        String family = new Visits(pages, officers)
                .family(county, clerk, "张三", TestPeople.idNumber(LocalDate.of(1950, 3, 4), Sex.MALE));
        String file = open(county, clerk);
        Map<String, Integer> most = new HashMap<>(Map.of("/desk", 24, "/cases", 10, "/cases?hold=OPEN", 10));
        most.putAll(Map.of("/leads", 14, "/reviews", 8, "/returns", 16));
        most.putAll(Map.of(family + "/members", 26, "/cases/" + file, 30));
        UserDetails signedIn = officers.loadUserByUsername(clerk.login());
        most.keySet().forEach(page -> statements(page, signedIn)); // what is read once and kept is not counted
        Map<String, List<String>> before = new HashMap<>();
        most.forEach((page, limit) -> {
            before.put(page, statements(page, signedIn));
            assertThat(before.get(page)).as(page).hasSizeBetween(3, limit);
        });

        for (int more = 0; more < 10; more++) {
            open(county, clerk);
        }

        for (String page : List.of("/desk", "/cases", "/cases?hold=OPEN")) {
            statements(page, signedIn);
            assertThat(statements(page, signedIn)).as(page).isEqualTo(before.get(page));
        }
    }

    private String open(TestCounty county, Officer clerk) {
        return Acting.as(
                clerk,
                () -> desk.open(new Opening("sample", county.village(1, 1), null, null, "张三", Set.of(), null))
                        .id()
                        .toString());
    }

    private List<String> statements(String page, UserDetails signedIn) {
        executed.list.clear();
        assertThat(pages.get().uri(page).with(user(signedIn))).as(page).hasStatusOk();
        String here = Thread.currentThread().getName();
        return executed.list.stream()
                .filter(event -> event.getThreadName().equals(here))
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.startsWith("Executing prepared SQL statement"))
                .toList();
    }
}

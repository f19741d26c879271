package cn.civilaffairs.registry.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class RequestKeysTests {

    @Autowired
    private RequestKeys keys;

    @Autowired
    private TestCounties counties;

    private final AtomicInteger acts = new AtomicInteger();
    private final UUID key = UUID.randomUUID();
    private Officer clerk;
    private Officer colleague;

    @BeforeEach
    void twoClerks() {
        var county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK, 1);
        colleague = county.officer(Role.TOWN_CLERK, 2);
    }

    @Test
    @Tag("AC-059")
    void givesTheFirstAnswerToTheSameFormAgain() {
        assertThat(send(clerk, "a")).isEqualTo("answer 1");
        assertThat(send(clerk, "a")).isEqualTo("answer 1");
        assertThat(acts).hasValue(1);
    }

    @Test
    @Tag("AC-059")
    void refusesTheKeyWithOtherContentOrFromSomebodyElse() {
        send(clerk, "a");

        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> send(clerk, "b"));
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> send(colleague, "a"));
        assertThat(acts).hasValue(1);
    }

    @Test
    void mayBeSentAgainAfterAFailure() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Acting.as(
                        clerk,
                        () -> keys.once(key, "TEST", "a", () -> {
                            throw new IllegalStateException("failed");
                        })));

        assertThat(send(clerk, "a")).isEqualTo("answer 1");
    }

    @Test
    @Tag("AC-059")
    void actsOnceWhenTwentyArriveTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(threads.submit(() -> send(clerk, "a")));
        }
        Set<String> distinct = answers.stream().map(RequestKeysTests::get).collect(Collectors.toSet());
        threads.shutdown();

        assertThat(distinct).containsExactly("answer 1");
        assertThat(acts).hasValue(1);
    }

    private String send(Officer officer, String body) {
        return Acting.as(officer, () -> keys.once(key, "TEST", body, () -> "answer " + acts.incrementAndGet()));
    }

    private static String get(Future<String> answer) {
        try {
            return answer.get();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}

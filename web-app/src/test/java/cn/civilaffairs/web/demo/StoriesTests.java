package cn.civilaffairs.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import cn.civilaffairs.web.WebTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every lesson of the demo county, played through the desks, ends in the money its text says (peers §6.4). */
@WebTest
class StoriesTests {

    @Autowired
    private StoryStage stage;

    @Autowired
    private TestCounties counties;

    @Autowired
    private TestClock clock;

    static Stream<Story> stories() {
        return Stories.all().stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("stories")
    void endInTheMoneyTheirTextSays(Story story) {
        clock.set(LocalDate.of(2026, 11, 16));
        TestCounty county = counties.withDefaults();

        UUID benefit = stage.play(story, crew(county));

        Map<String, Money> due = new LinkedHashMap<>();
        Map<String, Money> expected = new LinkedHashMap<>();
        for (Story.Ending ending : story.ending()) {
            expected.put(ending.month().toString(), ending.due());
            due.put(
                    ending.month().toString(),
                    Acting.as(county.officer(Role.SUPERVISOR), () -> stage.due(benefit, ending.month())));
        }
        assertThat(due).as(story.title()).isEqualTo(expected);
        assertThat(stage.noted()).as(story.title()).isEqualTo(story.known());
    }

    private static StoryCrew crew(TestCounty county) {
        return new StoryCrew(
                county.officer(Role.TOWN_CLERK),
                county.elsewhere(Role.TOWN_CLERK),
                county.officer(Role.TOWN_REVIEWER),
                county.officer(Role.COUNTY_CASEWORKER),
                county.officer(Role.COUNTY_CASEWORKER, 2),
                county.officer(Role.COUNTY_APPROVER),
                county.officer(Role.COUNTY_CASEWORKER, LineOfBusiness.ELDER_CARE),
                county.officer(Role.TOWN_CLERK, LineOfBusiness.ELDER_CARE),
                county.village(1, 1),
                county.village(2, 1),
                county.officer(Role.FINANCE_MAKER),
                county.officer(Role.FINANCE_CHECKER),
                county.officer(Role.FINANCE_SIGNER),
                county.officer(Role.FINANCE_SIGNER, 2));
    }

    @Test
    void standInTheTrainingRoomsBookWordForWord() throws IOException {
        String book = StoryBook.write(Stories.all());
        Path kept = Path.of("..", "docs", "stories-zh.md");
        Path now = Path.of("target", "stories-zh.md");
        Files.createDirectories(now.getParent());
        Files.writeString(now, book, StandardCharsets.UTF_8);

        assertThat(Files.exists(kept) ? Files.readString(kept, StandardCharsets.UTF_8) : "")
                .as("docs/stories-zh.md; %s is how it should read", now)
                .isEqualTo(book);
    }
}

package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.ActingApart;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The lessons of the demo county (演示课): what each tells, and a button that plays it. */
@Controller
@Conditional(OnDemoServer.class)
class StoryController {

    /** A township no journey of the tour walks through, and its neighbour. */
    private static final AreaCode VILLAGE = AreaCode.of("999001007201");

    private static final AreaCode ELSEWHERE = AreaCode.of("999001008201");

    private final StoryStage stage;
    private final HouseholdRegister households;
    private final OfficerAccounts accounts;
    private final StoryGround ground;
    private final ActingApart apart;

    StoryController(
            StoryStage stage,
            HouseholdRegister households,
            OfficerAccounts accounts,
            StoryGround ground,
            ActingApart apart) {
        this.stage = stage;
        this.households = households;
        this.accounts = accounts;
        this.ground = ground;
        this.apart = apart;
    }

    @GetMapping("/demo/stories")
    String list(Model model) {
        List<Story> stories = Stories.all();
        model.addAttribute(
                "stories",
                IntStream.rangeClosed(1, stories.size())
                        .mapToObj(number -> new Row(
                                stories.get(number - 1),
                                household(number, stories.get(number - 1)).orElse(null),
                                stories.get(number - 1).pays() ? StoryGround.login(number, "tc") : null))
                        .toList());
        model.addAttribute("notTold", Stories.NOT_TOLD);
        return "demo/stories";
    }

    private Optional<UUID> household(int number, Story story) {
        return viewer(number, story)
                .flatMap(viewer -> apart.as(viewer, () -> households.findByFileNo(story.fileNo(), viewer.scope())));
    }

    /** A story that pays months of its own has a county of its own, which is there once it was played. */
    private Optional<Officer> viewer(int number, Story story) {
        return story.pays() ? ground.viewer(number) : Optional.of(officer("sup_1"));
    }

    @PostMapping("/demo/stories/{number}")
    String play(@PathVariable int number, RedirectAttributes notice) {
        List<Story> stories = Stories.all();
        if (number < 1 || number > stories.size()) {
            throw new NotFound();
        }
        Story story = stories.get(number - 1);
        if (household(number, story).isPresent()) {
            notice.addFlashAttribute("refusal", "“" + story.title() + "”已经演示过，按档案号打开即可。");
            return "redirect:/demo/stories";
        }
        UUID benefit = stage.play(story, story.pays() ? ground.crew(number) : crew());
        boolean right = stage.noted().equals(story.known())
                && Acting.as(
                        viewer(number, story).orElseThrow(NotFound::new),
                        () -> story.ending().stream()
                                .allMatch(ending ->
                                        stage.due(benefit, ending.month()).equals(ending.due())));
        notice.addFlashAttribute(
                right ? "done" : "refusal",
                right ? "“" + story.title() + "”已演示，结果与课文一致。" : "“" + story.title() + "”已演示，但结果与课文不一致。");
        return "redirect:/demo/stories";
    }

    private StoryCrew crew() {
        return new StoryCrew(
                officer("tc_07a"),
                officer("tc_08a"),
                officer("tr_07"),
                officer("cc_1"),
                officer("cc_2"),
                officer("ca_1"),
                officer("eo_1"),
                officer("tc_07a"),
                VILLAGE,
                ELSEWHERE);
    }

    /** As installed, with the number of the account in this installation. */
    private Officer officer(String login) {
        return accounts.byLogin(login).orElseThrow(NotFound::new).officer();
    }

    /** A lesson and, once played, its family; who opens the file where the lesson has a county of its own. */
    record Row(
            Story story, @Nullable UUID household, @Nullable String login) {}
}

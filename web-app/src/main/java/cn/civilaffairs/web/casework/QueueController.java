package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseCount;
import cn.civilaffairs.casework.CaseDesk;
import cn.civilaffairs.casework.CaseFigure;
import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFilter;
import cn.civilaffairs.casework.CaseLine;
import cn.civilaffairs.casework.CaseQueue;
import cn.civilaffairs.casework.Moved;
import cn.civilaffairs.casework.Urgency;
import cn.civilaffairs.casework.procedure.Procedure;
import cn.civilaffairs.casework.procedure.Procedures;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.time.BusinessClock;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Tick;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.security.CurrentOfficer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue (办件队列), and one decision on many of its cases at once. */
@Controller
class QueueController {

    private static final int MOST_AT_ONCE = 500;

    private final CaseQueue queue;
    private final CaseDesk desk;
    private final Procedures procedures;
    private final AreaRegister areas;
    private final Words words;
    private final CaseWords caseWords;
    private final Show show;
    private final BusinessClock clock;

    QueueController(
            CaseQueue queue,
            CaseDesk desk,
            Procedures procedures,
            AreaRegister areas,
            Words words,
            CaseWords caseWords,
            Show show,
            BusinessClock clock) {
        this.queue = queue;
        this.desk = desk;
        this.procedures = procedures;
        this.areas = areas;
        this.words = words;
        this.caseWords = caseWords;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping("/cases")
    String list(
            @RequestParam MultiValueMap<String, String> query,
            @RequestParam(required = false) @Nullable String row,
            @CurrentOfficer Officer officer,
            HttpServletRequest request,
            Model model) {
        QueueState state = QueueState.of(query);
        List<CaseLine> lines = queue.list(state.filter(), state.page(), state.size());
        CaseCount count = queue.count(state.filter());
        model.addAttribute("state", state);
        model.addAttribute("rows", rows(lines, state, row, request.getContextPath()));
        model.addAttribute("count", count);
        model.addAttribute("pages", Math.max(1, (count.rows() + state.size() - 1) / state.size()));
        model.addAttribute("holds", CaseFilter.Hold.values());
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("sizes", QueueState.SIZES);
        List<Procedure> seen = procedures.seenBy(officer);
        model.addAttribute("procedures", seen);
        model.addAttribute("several", seen.size() > 1);
        model.addAttribute("steps", steps(state, officer));
        model.addAttribute("places", places(officer));
        return "cases/list";
    }

    private List<QueueRow> rows(List<CaseLine> lines, QueueState state, @Nullable String marked, String context) {
        Map<UUID, CaseFigure> figures = queue.figures(lines);
        boolean mine = state.filter().hold() == CaseFilter.Hold.MINE;
        LocalDate today = LocalDate.now(clock);
        String from = state.from();
        return lines.stream()
                .map(line -> {
                    CaseFile file = line.file();
                    String id = file.id().toString();
                    boolean acts = file.isOpen() && mine;
                    CaseFigure figure = figures.get(file.id());
                    return new QueueRow(
                            line,
                            "r-" + id,
                            id.equals(marked) ? "row-marked" : null,
                            acts ? id + ":" + file.version() : null,
                            context + "/cases/" + id + from,
                            caseWords.matter(file.matter()),
                            line.township() + " " + line.village(),
                            file.isOpen() ? caseWords.step(file, file.step()) : null,
                            QueueRow.Limit.of(line.clock(), caseWords),
                            figure,
                            figure == null ? "" : show.yuan(figure.amount()),
                            acts ? caseWords.nextAct(line, today) : "查看");
                })
                .toList();
    }

    /** The steps to choose from: those of the matter chosen, or of the only one there is. */
    private List<Choice> steps(QueueState state, Officer officer) {
        List<Procedure> seen = procedures.seenBy(officer);
        return seen.stream()
                .filter(procedure -> seen.size() == 1
                        || procedure.matter().equals(state.filter().matter()))
                .flatMap(procedure -> procedure.steps().stream()
                        .map(step -> new Choice(step.code(), caseWords.step(procedure.matter(), step.code()))))
                .toList();
    }

    /** Townships to a county officer, villages to a township's. */
    private List<Choice> places(Officer officer) {
        AreaCode own = officer.area();
        return own.level() == AreaCode.Level.VILLAGE
                ? List.of()
                : areas.children(own).stream()
                        .map(area -> new Choice(area.code().value(), area.name()))
                        .toList();
    }

    /** Agrees to every case ticked, each on its own, and says what became of each. */
    @PostMapping("/cases/agree")
    String agree(
            @RequestParam(name = "ticked", required = false) List<String> ticked,
            @RequestParam(defaultValue = "") String opinion,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable Integer expected,
            @RequestParam(defaultValue = "") String from,
            Model model) {
        List<Outcome> outcomes = new ArrayList<>();
        QueueState state = QueueState.parse(from);
        for (Tick tick : all ? everything(state, expected) : chosen(ticked)) {
            outcomes.add(agree(tick, opinion));
        }
        model.addAttribute("outcomes", outcomes);
        model.addAttribute(
                "doneCount",
                outcomes.stream().filter(o -> o.kind.equals("DONE")).count());
        model.addAttribute("state", state);
        return "cases/agreed";
    }

    private static List<Tick> chosen(@Nullable List<String> ticked) {
        return Tick.read(ticked).stream().limit(MOST_AT_ONCE).toList();
    }

    /** All that match, if the officer has typed how many that is: a list one has not seen is not agreed to by a click. */
    private List<Tick> everything(QueueState state, @Nullable Integer expected) {
        List<CaseLine> lines = queue.list(state.filter(), 1, MOST_AT_ONCE + 1);
        if (lines.size() > MOST_AT_ONCE) {
            throw new RuleViolation("queue.too-many", MOST_AT_ONCE);
        }
        if (expected == null || expected != lines.size()) {
            throw new RuleViolation("queue.count-differs", lines.size());
        }
        return lines.stream()
                .map(line -> new Tick(line.file().id(), line.file().version()))
                .toList();
    }

    private Outcome agree(Tick tick, String opinion) {
        CaseFile file = desk.find(tick.id());
        try {
            Moved moved = desk.agree(tick.id(), tick.version(), opinion);
            return new Outcome("DONE", file, caseWords.done(moved));
        } catch (StaleVersion changed) {
            return new Outcome("CHANGED", file, "刚被别人办过，请打开看清后再办。");
        } catch (RuleViolation refused) {
            return new Outcome("REFUSED", file, words.of(refused));
        }
    }

    /** What became of one case of many. */
    public record Outcome(String kind, CaseFile file, String text) {}

    /** A code and its word, to choose from. */
    public record Choice(String code, String word) {}
}

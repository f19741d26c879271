package cn.civilaffairs.web.eldercare;

import cn.civilaffairs.eldercare.oldage.OldAgeCandidate;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter.Part;
import cn.civilaffairs.eldercare.oldage.OldAgeRoster;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rosters of the old-age allowance, and the people on one of them, as workbooks. */
@Controller
@RequestMapping("/elder-care/old-age")
class OldAgeExportController {

    private final OldAgeDesk desk;
    private final AreaRegister areas;
    private final ListExport export;
    private final Words words;
    private final Show show;

    OldAgeExportController(OldAgeDesk desk, AreaRegister areas, ListExport export, Words words, Show show) {
        this.desk = desk;
        this.areas = areas;
        this.export = export;
        this.words = words;
        this.show = show;
    }

    @GetMapping("/list.xlsx")
    void rosters(HttpServletResponse response) {
        ListSheet<OldAgeRoster> sheet = ListSheet.<OldAgeRoster>of("old-age-rosters", "高龄津贴花名册")
                .text("月份", 12, roster -> show.month(roster.month()))
                .count("列入", OldAgeRoster::found)
                .count("待乡镇确认", OldAgeRoster::toAnswer)
                .count("待县级确认", OldAgeRoster::toGrant)
                .count("已纳入发放", OldAgeRoster::granted)
                .count("暂不发放", OldAgeRoster::leftOut)
                .text("生成", 30, roster -> roster.drawnByName() + " " + show.time(roster.drawnAt()));
        export.send(sheet, List.of(), RowSource.paged(desk::rosters), response);
    }

    @GetMapping("/rosters/{id}/list.xlsx")
    void roster(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Part part,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response) {
        AreaCode within = Typed.area(town);
        OldAgeFilter filter = new OldAgeFilter(within, part, 0, 200, name.strip());
        FilterWords said = new FilterWords()
                .say("月份", desk.roster(id).month(), show::month)
                .say("办理情况", part, words::of)
                .say("乡镇", within, areas::name)
                .say("姓名", name);
        ListSheet<OldAgeCandidate> sheet = ListSheet.<OldAgeCandidate>of("old-age-roster", "高龄津贴花名册人员")
                .text("姓名", 12, OldAgeCandidate::name)
                .text("证件号码", 22, OldAgeCandidate::maskedIdNumber)
                .date("出生日期", OldAgeCandidate::birthDate)
                .text("居住地", 24, OldAgeCandidate::place)
                .count("年龄档（周岁）", OldAgeCandidate::age)
                .text("起发月份", 12, candidate -> show.month(candidate.firstMonth()))
                .text("比对结果", 16, candidate -> words.of(candidate.finding()))
                .text("账户", 26, OldAgeCandidate::account)
                .text("乡镇确认", 30, this::answer)
                .text(
                        "县级确认",
                        24,
                        candidate -> candidate.grantedAt() == null
                                ? ""
                                : candidate.grantedByName() + " " + show.time(candidate.grantedAt()));
        export.send(
                sheet,
                said.list(),
                RowSource.paged((limit, offset) -> desk.candidates(id, filter, limit, offset)),
                response);
    }

    private String answer(OldAgeCandidate candidate) {
        if (candidate.answer() == null) {
            return "";
        }
        String why = candidate.leftOut() == null ? "" : "：" + words.of(candidate.leftOut());
        String note = candidate.note() == null ? "" : " " + candidate.note();
        return words.of(candidate.answer()) + why + note + " " + candidate.answeredByName();
    }
}

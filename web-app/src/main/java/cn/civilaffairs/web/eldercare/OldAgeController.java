package cn.civilaffairs.web.eldercare;

import cn.civilaffairs.eldercare.oldage.OldAgeCandidate.LeftOut;
import cn.civilaffairs.eldercare.oldage.OldAgeDesk;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter;
import cn.civilaffairs.eldercare.oldage.OldAgeFilter.Part;
import cn.civilaffairs.eldercare.oldage.OldAgeRecipient;
import cn.civilaffairs.eldercare.oldage.OldAgeRoster;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Typed;
import cn.civilaffairs.web.disbursement.Paging;
import cn.civilaffairs.web.export.FilterWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The old-age allowance: the rosters of the months, one roster with what is to be done on it, and who is paid. */
@Controller
@RequestMapping("/elder-care/old-age")
class OldAgeController {

    private static final int MONTHS = 24;
    private static final int[] BANDS = {80, 90, 100, 200};

    private final OldAgeDesk desk;
    private final AreaRegister areas;
    private final Acts acts;
    private final Clock clock;

    private final ListExport export;
    private final Show show;

    OldAgeController(OldAgeDesk desk, AreaRegister areas, Acts acts, Clock clock, ListExport export, Show show) {
        this.export = export;
        this.show = show;
        this.desk = desk;
        this.areas = areas;
        this.acts = acts;
        this.clock = clock;
    }

    @GetMapping
    String rosters(@RequestParam(defaultValue = "1") int page, @CurrentOfficer Officer officer, Model model) {
        int at = Math.max(page, 1);
        List<OldAgeRoster> rosters = desk.rosters(MONTHS + 1, (at - 1) * MONTHS);
        model.addAttribute("rosters", Paging.of(rosters, at, MONTHS));
        model.addAttribute("thisMonth", YearMonth.now(clock));
        model.addAttribute("mayDraw", mine(officer, Action.DRAW_ROSTER));
        model.addAttribute("requestKey", UUID.randomUUID());
        model.addAttribute("recipients", desk.countRecipients(OldAgeFilter.ALL));
        return "elder-care/rosters";
    }

    private static boolean mine(Officer officer, Action action) {
        return AccessDecision.may(officer, action, LineOfBusiness.ELDER_CARE);
    }

    @PostMapping("/rosters")
    @May(Action.DRAW_ROSTER)
    String draw(@RequestParam UUID requestKey, @RequestParam YearMonth month, RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "OLD_AGE_DRAW",
                month.toString(),
                "/elder-care/old-age",
                notice,
                "花名册已生成，现由各乡镇确认健在与账户。",
                () -> "/elder-care/old-age/rosters/" + desk.draw(month));
    }

    @GetMapping("/rosters/{id}")
    String roster(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Part part,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        OldAgeFilter filter = new OldAgeFilter(Typed.area(town), part, 0, 200, name.strip());
        model.addAttribute("roster", desk.roster(id));
        model.addAttribute("towns", desk.towns(id));
        model.addAttribute(
                "candidates", Paging.read(page, size, (limit, offset) -> desk.candidates(id, filter, limit, offset)));
        model.addAttribute("parts", Part.values());
        model.addAttribute("part", part);
        model.addAttribute("town", town);
        model.addAttribute("name", name.strip());
        model.addAttribute("reasons", LeftOut.values());
        model.addAttribute("mayAnswer", mine(officer, Action.CONFIRM_LIFE));
        model.addAttribute("mayGrant", mine(officer, Action.GRANT_ROSTER));
        model.addAttribute("requestKey", UUID.randomUUID());
        return "elder-care/roster";
    }

    @PostMapping("/rosters/{id}/confirm-life")
    @May(Action.CONFIRM_LIFE)
    String confirmLife(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam(name = "candidate", defaultValue = "") List<UUID> candidates,
            RedirectAttributes notice) {
        String page = page(id, Part.TO_ANSWER);
        if (candidates.isEmpty()) {
            notice.addFlashAttribute("refusal", "请先勾选要确认的人员。");
            return "redirect:" + page;
        }
        return acts.once(
                requestKey,
                "OLD_AGE_CONFIRM",
                id + candidates.toString(),
                page,
                notice,
                "已确认 " + candidates.size() + " 人健在、账户无误，由县级确认后发放。",
                () -> desk.confirmLife(id, candidates));
    }

    @PostMapping("/rosters/{id}/leave-out")
    @May(Action.CONFIRM_LIFE)
    String leaveOut(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam UUID candidate,
            @RequestParam LeftOut why,
            @RequestParam(defaultValue = "") String note,
            RedirectAttributes notice) {
        return acts.once(
                requestKey,
                "OLD_AGE_LEAVE_OUT",
                id + ":" + candidate + why,
                page(id, Part.TO_ANSWER),
                notice,
                "已记为暂不发放，下月花名册会再次列出。",
                () -> desk.leaveOut(id, candidate, why, note));
    }

    @PostMapping("/rosters/{id}/grant")
    @May(Action.GRANT_ROSTER)
    String grant(
            @PathVariable UUID id,
            @RequestParam UUID requestKey,
            @RequestParam(defaultValue = "") String town,
            RedirectAttributes notice) {
        return acts.once(
                requestKey, "OLD_AGE_GRANT", id + town, page(id, Part.TO_GRANT), notice, "已确认，自起发月份起随月度发放批次发放。", () -> {
                    desk.grant(id, Typed.area(town));
                    return page(id, Part.GRANTED);
                });
    }

    private static String page(UUID roster, Part part) {
        return "/elder-care/old-age/rosters/" + roster + "?part=" + part;
    }

    /** @param band 80, 90 or 100; 0 for all */
    @GetMapping("/recipients")
    String recipients(
            @RequestParam(defaultValue = "0") int band,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "50") int size,
            @CurrentOfficer Officer officer,
            Model model) {
        OldAgeFilter filter = new OldAgeFilter(Typed.area(town), null, from(band), to(band), name.strip());
        model.addAttribute("found", Paging.read(page, size, (limit, offset) -> desk.recipients(filter, limit, offset)));
        model.addAttribute("count", desk.countRecipients(filter));
        model.addAttribute("band", band);
        model.addAttribute("town", town);
        model.addAttribute("name", name.strip());
        model.addAttribute(
                "towns", officer.area().level() == AreaCode.Level.COUNTY ? areas.children(officer.area()) : List.of());
        return "elder-care/recipients";
    }

    /** Who receives the allowance, as a workbook, filtered as on the page. */
    @GetMapping("/recipients/list.xlsx")
    void send(
            @RequestParam(defaultValue = "0") int band,
            @RequestParam(defaultValue = "") String town,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response) {
        AreaCode within = Typed.area(town);
        OldAgeFilter filter = new OldAgeFilter(within, null, from(band), to(band), name.strip());
        FilterWords said = new FilterWords()
                .say("年龄档：" + from(band) + " 周岁起", from(band) > 0)
                .say("乡镇", within, areas::name)
                .say("姓名", name);
        ListSheet<OldAgeRecipient> sheet = ListSheet.<OldAgeRecipient>of("old-age-recipients", "高龄津贴享受人员")
                .text("姓名", 12, OldAgeRecipient::name)
                .text("证件号码", 22, OldAgeRecipient::maskedIdNumber)
                .date("出生日期", OldAgeRecipient::birthDate)
                .text("居住地", 24, OldAgeRecipient::place)
                .text("起发月份", 12, recipient -> show.month(recipient.firstMonth()))
                .amount("金额（元/月）", OldAgeRecipient::monthly)
                .text("状态", 10, recipient -> recipient.held() ? "暂停" : "发放中");
        export.send(
                sheet,
                said.list(),
                RowSource.paged((limit, offset) -> desk.recipients(filter, limit, offset)),
                response);
    }

    private static int from(int band) {
        for (int age : BANDS) {
            if (age == band) {
                return age;
            }
        }
        return 0;
    }

    private static int to(int band) {
        for (int i = 0; i < BANDS.length - 1; i++) {
            if (BANDS[i] == band) {
                return BANDS[i + 1];
            }
        }
        return 200;
    }
}

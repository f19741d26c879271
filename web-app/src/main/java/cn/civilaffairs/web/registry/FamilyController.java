package cn.civilaffairs.web.registry;

import cn.civilaffairs.disbursement.BackPaymentDesk;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.disbursement.PayeeChange;
import cn.civilaffairs.disbursement.RecoveryDesk;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.guardian.GuardianRegister;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import cn.civilaffairs.registry.resident.CircumstanceRegister;
import cn.civilaffairs.registry.resident.Employment;
import cn.civilaffairs.registry.resident.Exemption;
import cn.civilaffairs.registry.resident.Health;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.IdType;
import cn.civilaffairs.registry.resident.Labour;
import cn.civilaffairs.registry.resident.MeansCategory;
import cn.civilaffairs.registry.resident.MeansItem;
import cn.civilaffairs.registry.resident.MeansPeriod;
import cn.civilaffairs.registry.resident.MeansSource;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealReason;
import cn.civilaffairs.registry.resident.Schooling;
import cn.civilaffairs.web.Acts;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Submission;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.assistance.GuidedChanges;
import cn.civilaffairs.web.security.CurrentOfficer;
import cn.civilaffairs.web.security.May;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The family file (家庭档案, 一户一档): a header that stays in sight, tabs with addresses of their own, and the acts on each. */
@Controller
@RequestMapping("/families")
class FamilyController {

    private static final String FORM = "families/form";
    private static final String PERSON = "families/person";
    private static final int PAYMENTS = 50;
    private static final String CHANGED_MEANWHILE = "您填写期间，这个家庭的登记刚被别人改过，还没有保存。上面已是最新内容，您填的都在下面，核对后再按一次即可。";

    private final FamilyFiles files;
    private final FamilyEntry entry;
    private final HouseholdRegister households;
    private final ResidentRegister residents;
    private final AccountRegister accounts;
    private final GuardianRegister guardians;
    private final CircumstanceRegister circumstances;
    private final EntitlementDesk entitlements;
    private final RecoveryDesk recoveries;
    private final BackPaymentDesk backPayments;
    private final Acts acts;
    private final Words words;
    private final EditConflict conflict;
    private final GuidedChanges guided;
    private final Clock clock;

    FamilyController(
            FamilyFiles files,
            FamilyEntry entry,
            HouseholdRegister households,
            ResidentRegister residents,
            AccountRegister accounts,
            GuardianRegister guardians,
            CircumstanceRegister circumstances,
            EntitlementDesk entitlements,
            RecoveryDesk recoveries,
            BackPaymentDesk backPayments,
            Acts acts,
            Words words,
            EditConflict conflict,
            GuidedChanges guided,
            Clock clock) {
        this.files = files;
        this.entry = entry;
        this.households = households;
        this.residents = residents;
        this.accounts = accounts;
        this.guardians = guardians;
        this.circumstances = circumstances;
        this.entitlements = entitlements;
        this.recoveries = recoveries;
        this.backPayments = backPayments;
        this.acts = acts;
        this.words = words;
        this.conflict = conflict;
        this.guided = guided;
        this.clock = clock;
    }

    /** The choices every form of a person or an item offers. */
    @ModelAttribute
    void choices(@CurrentOfficer Officer officer, Model model) {
        model.addAttribute("idTypes", IdType.values());
        model.addAttribute("sexes", Sex.values());
        model.addAttribute("healths", Health.values());
        model.addAttribute("labours", Labour.values());
        model.addAttribute("employments", Employment.values());
        model.addAttribute("schoolings", Schooling.values());
        model.addAttribute("maritals", List.of("10", "20", "30", "40", "90"));
        model.addAttribute("residences", UrbanRural.values());
        model.addAttribute("relations", EnumSet.complementOf(EnumSet.of(Relation.HEAD)));
        model.addAttribute("categories", MeansCategory.values());
        model.addAttribute("periods", MeansPeriod.values());
        model.addAttribute("sources", MeansSource.values());
        model.addAttribute("exemptions", Exemption.values());
        model.addAttribute("accountKinds", AccountKind.values());
        model.addAttribute("mayEnter", AccessDecision.may(officer, Action.ENTER_FAMILY));
        model.addAttribute("mayEnterAccounts", AccessDecision.may(officer, Action.ENTER_ACCOUNT));
        model.addAttribute("mayConfirmAccounts", AccessDecision.may(officer, Action.CONFIRM_ACCOUNT));
        model.addAttribute("mayReveal", AccessDecision.may(officer, Action.REVEAL_NUMBER));
    }

    @GetMapping("/new")
    @May(Action.ENTER_FAMILY)
    String form(@RequestParam(required = false) @Nullable String then, Model model) {
        model.addAttribute("form", FamilyForm.blank(LocalDate.now(clock).toString(), then));
        return FORM;
    }

    @PostMapping(params = "area")
    @May(Action.ENTER_FAMILY)
    String open(
            @Valid @ModelAttribute("form") FamilyForm form,
            BindingResult errors,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        Optional<UUID> opened = Submission.of(errors, () -> entry.open(form, officer));
        if (opened.isEmpty()) {
            return FORM;
        }
        notice.addFlashAttribute("done", "已登记家庭。请继续登记其他家庭成员和收入财产。");
        return "minimum-living".equals(form.then())
                ? "redirect:/families/" + opened.get() + "/members?then=minimum-living"
                : "redirect:/families/" + opened.get() + "/members";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}")
    String show(@PathVariable UUID id) {
        return "redirect:/families/" + id + "/members";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/members")
    String members(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String then,
            @CurrentOfficer Officer officer,
            Model model) {
        FamilyFile file = open(id, "members", officer, model);
        model.addAttribute(
                "form",
                MemberForm.blank(
                        LocalDate.now(clock).toString(), file.household().version()));
        model.addAttribute("then", then);
        return membersPage(file, officer, model);
    }

    private String membersPage(FamilyFile file, Officer officer, Model model) {
        model.addAttribute("accounts", files.accounts(file.household(), officer));
        return "families/members";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members")
    @May(Action.ENTER_FAMILY)
    Object join(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") MemberForm form,
            BindingResult errors,
            @RequestParam Map<String, String> sent,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes notice) {
        if (guided.concern(id)) {
            return Submission.of(errors, () -> {
                        HouseholdOnDate household = households.today(id, officer.scope());
                        entry.known(form.person(), household, officer);
                        return guided.joins(
                                household,
                                form.person().idNumber(),
                                form.person().name(),
                                form.relation(),
                                typed(String.valueOf(form.from())),
                                form.why() == null ? "" : form.why(),
                                officer,
                                notice);
                    })
                    .orElseGet(() -> {
                        model.addAttribute("adding", true);
                        return membersPage(open(id, "members", officer, model), officer, model);
                    });
        }
        try {
            if (!Submission.done(errors, () -> entry.join(id, form, officer))) {
                model.addAttribute("adding", true);
                return membersPage(open(id, "members", officer, model), officer, model);
            }
        } catch (StaleVersion changed) {
            Optional<Resident> joined = joinedMeanwhile(id, form, officer);
            if (joined.isPresent()) {
                // the same person: what is left to settle is what is registered of them
                Resident now = joined.get();
                return conflict.page(
                        "/families/" + id + "/members/" + now.id(),
                        "/families/" + id + "/members",
                        ofPerson(sent),
                        PersonForm.fields(now),
                        "version",
                        now.version(),
                        now.id());
            }
            FamilyFile file = open(id, "members", officer, model);
            model.addAttribute("form", form.at(file.household().version()));
            model.addAttribute("adding", true);
            model.addAttribute("refusal", CHANGED_MEANWHILE);
            response.setStatus(HttpStatus.CONFLICT.value());
            return membersPage(file, officer, model);
        }
        notice.addFlashAttribute("done", "已增加家庭成员 " + form.person().name() + "。");
        return "redirect:/families/" + id + "/members";
    }

    private Optional<Resident> joinedMeanwhile(UUID household, MemberForm form, Officer officer) {
        String number = form.person().idNumber();
        return number == null
                ? Optional.empty()
                : residents
                        .findByDocument(IdNumber.normalise(number), officer.scope())
                        .filter(resident -> households
                                .today(household, officer.scope())
                                .member(resident.id())
                                .isPresent());
    }

    /** What was sent of the new member, under the names of the form that corrects a person. */
    private static Map<String, String> ofPerson(Map<String, String> sent) {
        Map<String, String> own = new HashMap<>();
        sent.forEach((name, value) -> {
            if (name.startsWith("person.")) {
                own.put(name.substring("person.".length()), value);
            } else if (name.equals("draftKey")) {
                own.put(name, value);
            }
        });
        return own;
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}/left")
    @May(Action.ENTER_FAMILY)
    String left(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @RequestParam String from,
            @RequestParam String why,
            @RequestParam int version,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        if (guided.concern(id)) {
            return lead(
                    id,
                    notice,
                    () -> guided.leaves(
                            households.today(id, officer.scope()), resident, null, typed(from), why, officer, notice));
        }
        return acts.on(
                "/families/" + id + "/members",
                notice,
                "已办理减员，自该日起不再是家庭成员。",
                () -> households.memberLeft(id, resident, typed(from), why, version, officer.scope()));
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}/death")
    @May(Action.ENTER_FAMILY)
    String death(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @RequestParam String date,
            @RequestParam String source,
            @RequestParam int residentVersion,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        if (guided.concern(id)) {
            return lead(
                    id,
                    notice,
                    () -> guided.leaves(
                            households.today(id, officer.scope()),
                            resident,
                            ExitCode.DEATH,
                            typed(date),
                            source,
                            officer,
                            notice));
        }
        return acts.on(
                "/families/" + id + "/members",
                notice,
                "已登记死亡。请按情况办理减员或变更户主，待遇自次月停发由发放环节核定。",
                () -> residents.recordDeath(resident, typed(date), source, residentVersion, officer.scope()));
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/head")
    @May(Action.ENTER_FAMILY)
    String head(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        open(id, "members", officer, model);
        return "families/head";
    }

    /** @param fields {@code relation.<resident>} for every member who stays */
    @PostMapping("/{id:[0-9a-f-]{36}}/head")
    @May(Action.ENTER_FAMILY)
    Object changeHead(
            @PathVariable UUID id,
            @RequestParam UUID newHead,
            @RequestParam String from,
            @RequestParam String why,
            @RequestParam(defaultValue = "false") boolean formerHeadLeaves,
            @RequestParam int version,
            @RequestParam Map<String, String> fields,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        Map<UUID, Relation> relations = new HashMap<>();
        fields.forEach((name, value) -> {
            if (name.startsWith("relation.") && !value.isBlank()) {
                relations.put(UUID.fromString(name.substring("relation.".length())), Relation.valueOf(value));
            }
        });
        if (guided.concern(id)) {
            return lead(
                    id,
                    notice,
                    () -> guided.changesHead(
                            households.today(id, officer.scope()),
                            newHead,
                            relations,
                            formerHeadLeaves,
                            typed(from),
                            why,
                            officer,
                            notice));
        }
        try {
            households.changeHead(id, newHead, relations, formerHeadLeaves, typed(from), why, version, officer.scope());
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:/families/" + id + "/head";
        } catch (StaleVersion changed) {
            HouseholdOnDate now = households.today(id, officer.scope());
            String page = "/families/" + id + "/head";
            return conflict.page(page, page, fields, headFields(now), "version", now.version(), id);
        }
        notice.addFlashAttribute("done", "已变更户主。");
        return "redirect:/families/" + id + "/members";
    }

    /** Who is head now, and what everybody is to the head. */
    private static List<EditConflict.Field> headFields(HouseholdOnDate now) {
        Map<String, String> names = now.members().stream()
                .collect(Collectors.toMap(member -> member.residentId().toString(), HouseholdOnDate.Member::name));
        List<EditConflict.Field> fields = new ArrayList<>();
        fields.add(EditConflict.Field.named(
                "newHead",
                "户主",
                now.head().map(head -> head.residentId().toString()).orElse(""),
                names));
        now.members()
                .forEach(member -> fields.add(EditConflict.Field.chosen(
                        "relation." + member.residentId(), member.name() + " 与户主关系", "Relation", member.relation())));
        return fields;
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/members/{resident}")
    String person(@PathVariable UUID id, @PathVariable UUID resident, @CurrentOfficer Officer officer, Model model) {
        open(id, "members", officer, model);
        Resident person = residents.get(resident, officer.scope());
        model.addAttribute("form", PersonForm.of(person));
        return personPage(person, officer, model);
    }

    private String personPage(Resident person, Officer officer, Model model) {
        model.addAttribute("person", person);
        model.addAttribute("tracked", true);
        model.addAttribute("guardians", guardians.of(person.id()));
        model.addAttribute("ownAccounts", accounts.of(person.id(), officer.scope()));
        model.addAttribute("officerId", officer.id());
        model.addAttribute("revealReasons", RevealReason.values());
        return PERSON;
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}")
    @May(Action.ENTER_FAMILY)
    Object correct(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @ModelAttribute("form") PersonForm form,
            BindingResult errors,
            @RequestParam int version,
            @RequestParam Map<String, String> sent,
            @CurrentOfficer Officer officer,
            Model model,
            RedirectAttributes notice) {
        Resident person = residents.get(resident, officer.scope());
        String page = "/families/" + id + "/members/" + resident;
        try {
            if (!Submission.done(
                    errors, () -> residents.correct(resident, form.correction(person), version, officer.scope()))) {
                open(id, "members", officer, model);
                return personPage(person, officer, model);
            }
        } catch (StaleVersion changed) {
            Resident now = residents.get(resident, officer.scope());
            return conflict.page(page, page, sent, PersonForm.fields(now), "version", now.version(), resident);
        }
        notice.addFlashAttribute("done", "已更正 " + form.name() + " 的信息。");
        return "redirect:/families/" + id + "/members/" + resident;
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}/accounts")
    @May(Action.ENTER_ACCOUNT)
    String enterAccount(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @RequestParam String holder,
            @RequestParam String bank,
            @RequestParam String number,
            @RequestParam AccountKind kind,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on("/families/" + id + "/members/" + resident, notice, () -> {
            AccountRegister.Entered entered = accounts.enter(resident, holder, bank, number, kind, officer.scope());
            notice.addFlashAttribute(
                    "done",
                    "已录入账户，请另一人重新输入账号复核后启用。"
                            + (entered.sharedWith() > 0 ? "注意：另有 " + entered.sharedWith() + " 人登记了同一个账号。" : ""));
        });
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}/accounts/{account}/confirm")
    @May(Action.CONFIRM_ACCOUNT)
    String confirmAccount(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @PathVariable UUID account,
            @RequestParam String number,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on(
                "/families/" + id + "/members/" + resident,
                notice,
                "账户已复核启用，原账户已停用。",
                () -> accounts.confirm(resident, account, number, officer.scope()));
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/members/{resident}/accounts/{account}/close")
    @May(Action.ENTER_ACCOUNT)
    String closeAccount(
            @PathVariable UUID id,
            @PathVariable UUID resident,
            @PathVariable UUID account,
            @RequestParam String why,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on(
                "/families/" + id + "/members/" + resident,
                notice,
                "账户已停用。",
                () -> accounts.close(resident, account, why, officer.scope()));
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/means")
    String means(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        FamilyFile file = open(id, "means", officer, model);
        model.addAttribute("form", MeansForm.blank(file.household().version()));
        return meansPage(file, officer, model);
    }

    private String meansPage(FamilyFile file, Officer officer, Model model) {
        model.addAttribute(
                "circumstances", circumstances.history(file.household().id(), officer.scope()));
        model.addAttribute(
                "withdrawn",
                households.means(file.household().id(), officer.scope()).stream()
                        .filter(item -> item.withdrawnAt() != null)
                        .toList());
        return "families/means";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/means")
    @May(Action.ENTER_FAMILY)
    Object addMeans(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") MeansForm form,
            BindingResult errors,
            @RequestParam Map<String, String> sent,
            @CurrentOfficer Officer officer,
            Model model,
            HttpServletResponse response,
            RedirectAttributes notice) {
        try {
            if (!Submission.done(
                    errors,
                    () -> households.addMeans(id, form.item(LocalDate.now(clock)), form.version(), officer.scope()))) {
                return meansPage(open(id, "means", officer, model), officer, model);
            }
        } catch (StaleVersion changed) {
            HouseholdOnDate now = households.today(id, officer.scope());
            Optional<MeansItem> like = form.like(now);
            if (like.isPresent()) {
                String page = "/families/" + id + "/means";
                List<EditConflict.Field> fields = form.fields(like.get(), now, LocalDate.now(clock));
                return conflict.twice(page, page, sent, fields, "version", now.version(), id);
            }
            FamilyFile file = open(id, "means", officer, model);
            model.addAttribute("form", form.at(file.household().version()));
            model.addAttribute("refusal", CHANGED_MEANWHILE);
            response.setStatus(HttpStatus.CONFLICT.value());
            return meansPage(file, officer, model);
        }
        notice.addFlashAttribute("done", "已登记“" + form.name() + "”。");
        return "redirect:/families/" + id + "/means";
    }

    @PostMapping("/{id:[0-9a-f-]{36}}/means/{item}/withdraw")
    @May(Action.ENTER_FAMILY)
    String withdrawMeans(
            @PathVariable UUID id,
            @PathVariable UUID item,
            @RequestParam String why,
            @RequestParam int version,
            @CurrentOfficer Officer officer,
            RedirectAttributes notice) {
        return acts.on(
                "/families/" + id + "/means",
                notice,
                "已撤回该项，历史中仍可查看。",
                () -> households.withdrawMeans(id, item, why, version, officer.scope()));
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/papers")
    String papers(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        model.addAttribute("folders", open(id, "papers", officer, model).folders());
        return "families/papers";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/checks")
    String checks(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        model.addAttribute("folders", open(id, "checks", officer, model).folders());
        return "families/checks";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/benefits")
    String benefits(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @CurrentOfficer Officer officer,
            Model model) {
        FamilyFile file = open(id, "benefits", officer, model);
        int offset = (Math.max(1, page) - 1) * PAYMENTS;
        model.addAttribute("payments", entitlements.paymentsOfHousehold(id, PAYMENTS, offset));
        model.addAttribute("paymentCount", entitlements.countPaymentsOfHousehold(id));
        model.addAttribute("page", Math.max(1, page));
        model.addAttribute("pageSize", PAYMENTS);
        List<Hold> holds = files.holds(file.benefits());
        Map<UUID, UUID> keys = new HashMap<>();
        holds.forEach(hold -> keys.put(hold.id(), UUID.randomUUID()));
        file.benefits().forEach(benefit -> keys.put(benefit.entitlementId(), UUID.randomUUID()));
        model.addAttribute("holds", holds);
        model.addAttribute("keys", keys);
        model.addAttribute(
                "payeesToDecide",
                files.payeeChanges(file.benefits()).stream()
                        .filter(PayeeChange::open)
                        .map(PayeeChange::entitlementId)
                        .toList());
        model.addAttribute("determinations", files.determinations(file.benefits()));
        model.addAttribute(
                "holdReasons",
                Arrays.stream(HoldReason.values())
                        .filter(reason -> !reason.isAutomatic())
                        .toList());
        model.addAttribute("thisMonth", YearMonth.now(clock));
        model.addAttribute("mayHold", AccessDecision.may(officer, Action.CONFIRM_ACCOUNT));
        model.addAttribute("recoveries", recoveries.ofHousehold(id));
        model.addAttribute("backPayments", backPayments.ofHousehold(id));
        return "families/benefits";
    }

    @GetMapping("/{id:[0-9a-f-]{36}}/history")
    String history(@PathVariable UUID id, @CurrentOfficer Officer officer, Model model) {
        model.addAttribute("events", open(id, "history", officer, model).events());
        return "families/history";
    }

    /** A household in payment: on to the form that shows the money; what was typed is in the refusal where it cannot go on. */
    private String lead(UUID id, RedirectAttributes notice, Supplier<String> guidedForm) {
        try {
            return guidedForm.get();
        } catch (RuleViolation refused) {
            notice.addFlashAttribute("refusal", words.of(refused));
            return "redirect:/families/" + id + "/members";
        }
    }

    private FamilyFile open(UUID id, String tab, Officer officer, Model model) {
        FamilyFile file = files.open(id, officer);
        HouseholdOnDate household = file.household();
        model.addAttribute("file", file);
        model.addAttribute("household", household);
        model.addAttribute("tab", tab);
        return file;
    }

    private LocalDate typed(String date) {
        return TypedDate.of(date, LocalDate.now(clock));
    }
}

package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.change.ChangeKind;
import cn.civilaffairs.assistance.minimumliving.change.MinimumLivingChangeDesk;
import cn.civilaffairs.casework.lead.Lead;
import cn.civilaffairs.casework.lead.LeadKind;
import cn.civilaffairs.casework.lead.LeadOutcome;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.RedHit;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Leads whatever is known of a household in payment into the one form that shows the money before and after (增减停发): the
 * register's own forms, a lead that proved true, a red line. What was filled in there is there already.
 */
@Component
public class GuidedChanges {

    static final String FORM = "form";
    static final String FIELDS = "fields";
    static final String BROUGHT = "brought";

    /** Why one member may leave while the others go on being paid. */
    static final Set<ExitCode> OF_MEMBER = EnumSet.of(
            ExitCode.DEATH,
            ExitCode.GRADUATED,
            ExitCode.DETAINED,
            ExitCode.MOVED_OUT,
            ExitCode.TO_DESTITUTE_SUPPORT,
            ExitCode.TO_ORPHAN_SUPPORT,
            ExitCode.VOLUNTARY,
            ExitCode.HOUSEHOLD_CHANGED,
            ExitCode.UNTRACEABLE,
            ExitCode.OTHER);

    private final MinimumLivingChangeDesk desk;
    private final Words words;
    private final Clock clock;

    GuidedChanges(MinimumLivingChangeDesk desk, Words words, Clock clock) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
    }

    /** Whether one member may leave for it while the others go on being paid. */
    public static boolean isOfMember(ExitCode code) {
        return OF_MEMBER.contains(code);
    }

    /** Whether what happens to this household changes money and so is none of the register's own forms. */
    public boolean concern(UUID household) {
        return desk.benefit(household).isPresent();
    }

    /** Somebody leaves or died. */
    public String leaves(
            HouseholdOnDate household,
            UUID person,
            @Nullable ExitCode code,
            LocalDate since,
            String note,
            Officer officer,
            RedirectAttributes carry) {
        return carried(begun(household, person, code, since, note), Map.of(), officer, since + " " + note, carry);
    }

    /** Somebody joins, whom the register has by now. */
    public String joins(
            HouseholdOnDate household,
            @Nullable String number,
            @Nullable String name,
            @Nullable Relation relation,
            LocalDate since,
            String note,
            Officer officer,
            RedirectAttributes carry) {
        ChangeForm form = blank(household, ChangeKind.MEMBER_ADDED, since, note).joinedBy(number, name, relation);
        return carried(form, Map.of(), officer, name + " " + since + " " + note, carry);
    }

    /** Another becomes head; the former one may leave with it. */
    public String changesHead(
            HouseholdOnDate household,
            UUID newHead,
            Map<UUID, Relation> relations,
            boolean formerHeadLeaves,
            LocalDate since,
            String note,
            Officer officer,
            RedirectAttributes carry) {
        UUID head = household.head().map(HouseholdOnDate.Member::residentId).orElse(null);
        ChangeForm form = formerHeadLeaves && head != null
                ? begun(household, head, null, since, note)
                : blank(household, ChangeKind.HEAD_CHANGED, since, note);
        Map<String, String> fields = new HashMap<>();
        relations.forEach((resident, relation) -> fields.put("tie." + resident, relation.name()));
        return carried(form.withHead(newHead), fields, officer, since + " " + note, carry);
    }

    private static String carried(
            ChangeForm form, Map<String, String> fields, Officer officer, String typed, RedirectAttributes carry) {
        if (!AccessDecision.may(officer, Action.OPEN_CHANGE)) {
            throw new RuleViolation("change.clerk-only", typed);
        }
        carry.addFlashAttribute(FORM, form);
        carry.addFlashAttribute(FIELDS, fields);
        carry.addFlashAttribute(BROUGHT, true);
        return "redirect:/assistance/minimum-living/changes/new?household=" + form.household() + "&kind=" + form.kind();
    }

    /** The form a lead that proved true leads to. */
    ChangeForm of(Lead lead, HouseholdOnDate household) {
        String note = "线索 %s：%s".formatted(lead.number(), lead.reply() == null ? lead.detail() : lead.reply());
        ExitCode code = exit(lead.kind());
        boolean ofPerson = code == ExitCode.DETAINED || code == ExitCode.MOVED_OUT;
        return lead.outcome() == LeadOutcome.TRUE_CHANGE && !ofPerson
                ? blank(household, ChangeKind.MEANS_CHANGED, lead.eventOn(), note)
                : begun(household, lead.residentId(), code, lead.eventOn(), note);
    }

    /** The form a red line leads to. */
    ChangeForm of(RedHit hit, @Nullable ExitCode code, HouseholdOnDate household) {
        String said = hit.reason() == null ? "" : "。" + hit.reason();
        LocalDate diedOn = household
                .member(hit.residentId())
                .map(HouseholdOnDate.Member::deathDate)
                .orElse(null);
        return begun(
                household,
                hit.residentId(),
                code,
                code == ExitCode.DEATH && diedOn != null ? diedOn : LocalDate.now(clock),
                "红线“%s”：%s%s".formatted(words.of("RedLine", hit.code()), hit.note(), said));
    }

    /** What a lead of a kind means for a benefit, in the codes of the handbook §2.1; null where somebody has to say. */
    private static @Nullable ExitCode exit(String kind) {
        return switch (kind) {
            case "PRISON" -> ExitCode.DETAINED;
            case "MOVED_OUT" -> ExitCode.MOVED_OUT;
            case "PENSION" -> ExitCode.PENSION;
            case "EMPLOYMENT" -> ExitCode.INCOME;
            case "VEHICLE", "REAL_ESTATE", "COMPANY" -> ExitCode.PROPERTY;
            case "SCHOOL" -> ExitCode.GRADUATED;
            case LeadKind.PROMISE_BROKEN -> ExitCode.UNCOOPERATIVE;
            default -> LeadKind.isDeath(kind) ? ExitCode.DEATH : null;
        };
    }

    /** A member leaves where a member may leave for it and others stay; otherwise the household does. */
    private ChangeForm begun(
            HouseholdOnDate household, UUID person, @Nullable ExitCode code, LocalDate since, String note) {
        boolean othersStay = household.members().stream()
                .anyMatch(member -> member.counts()
                        && member.deathDate() == null
                        && !member.residentId().equals(person));
        boolean leaves = othersStay && household.member(person).isPresent() && (code == null || isOfMember(code));
        return blank(household, leaves ? ChangeKind.MEMBER_LEFT : ChangeKind.ENDED, since, note)
                .leftBy(leaves ? person : null, code);
    }

    private ChangeForm blank(HouseholdOnDate household, ChangeKind kind, LocalDate since, String note) {
        LocalDate today = LocalDate.now(clock);
        return ChangeForm.blank(household.id(), kind, since.isAfter(today) ? today : since, null)
                .noted(note.length() > 200 ? note.substring(0, 200) : note);
    }
}

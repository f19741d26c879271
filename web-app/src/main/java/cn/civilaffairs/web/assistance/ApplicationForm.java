package cn.civilaffairs.web.assistance;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingApplication;
import cn.civilaffairs.assistance.minimumliving.NewApplication;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.CasePaper;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.web.EditConflict;
import cn.civilaffairs.web.Typed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The application as typed.
 *
 * @param household whose; a correction keeps the one of its case
 * @param needed codes of the conditional papers this household needs
 * @param received codes of the papers handed in; as {@code needed}, on the list of the case once there is one
 * @param requestKey of a new application, which is taken in once
 */
record ApplicationForm(
        UUID household,
        @NotNull(message = "请选择城乡类别") UrbanRural residence,

        @NotNull(message = "请填写申请日期") LocalDate appliedOn,

        @NotBlank(message = "请填写申请原因") @Size(max = 200, message = "申请原因最多 200 字")
        String cause,

        @Nullable Boolean relativeOfStaff,
        @Size(max = 500, message = "备注最多 500 字") @Nullable String note,
        @Nullable Set<String> needed,
        @Nullable Set<String> received,
        UUID requestKey) {

    /** What the state of a paper is sent under once it is one of a case. */
    static final String PAPER = "paper.";

    static ApplicationForm blank(HouseholdOnDate household, LocalDate today) {
        return new ApplicationForm(
                household.id(), household.residence(), today, "", false, null, Set.of(), Set.of(), UUID.randomUUID());
    }

    static ApplicationForm of(MinimumLivingApplication application) {
        return new ApplicationForm(
                application.householdId(),
                application.residence(),
                application.appliedOn(),
                application.cause(),
                application.relativeOfStaff(),
                application.note(),
                Set.of(),
                Set.of(),
                UUID.randomUUID());
    }

    /** The fields two may have typed differently, with what is stored. */
    static List<EditConflict.Field> fields(MinimumLivingApplication now) {
        return List.of(
                EditConflict.Field.typed("appliedOn", "申请日期", now.appliedOn().toString()),
                EditConflict.Field.chosen("residence", "城乡类别", "UrbanRural", now.residence()),
                EditConflict.Field.typed("cause", "申请原因", now.cause()),
                EditConflict.Field.named(
                        "relativeOfStaff",
                        "经办人员或村（居）干部的近亲属",
                        String.valueOf(now.relativeOfStaff()),
                        Map.of("true", "是", "false", "否")),
                EditConflict.Field.typed("note", "备注", now.note()));
    }

    /** What was sent, with the box that was not ticked, which no browser sends, and the papers as a case lists them. */
    Map<String, String> papersOn(Map<String, String> sent, CaseFolder folder) {
        Map<String, String> all = sayingWhether(sent);
        all.keySet().removeAll(Set.of("household", "requestKey", "needed", "received"));
        for (CasePaper paper : folder.papers()) {
            CasePaper.State mine = received != null && received.contains(paper.code())
                    ? CasePaper.State.RECEIVED
                    : needed != null && needed.contains(paper.code()) && paper.state() == CasePaper.State.NOT_NEEDED
                            ? CasePaper.State.MISSING
                            : paper.state();
            all.put(PAPER + paper.code(), mine.name());
        }
        return all;
    }

    Map<String, String> sayingWhether(Map<String, String> sent) {
        Map<String, String> all = new LinkedHashMap<>(sent);
        all.put("relativeOfStaff", String.valueOf(Boolean.TRUE.equals(relativeOfStaff)));
        return all;
    }

    /** @throws IllegalArgumentException for a state there is none of */
    static Map<String, CasePaper.State> papers(Map<String, String> sent) {
        return sent.entrySet().stream()
                .filter(field -> field.getKey().startsWith(PAPER))
                .collect(Collectors.toMap(
                        field -> field.getKey().substring(PAPER.length()),
                        field -> CasePaper.State.valueOf(field.getValue())));
    }

    NewApplication application() {
        return of(household);
    }

    /** The same, for the household whose case it is. */
    NewApplication of(UUID owner) {
        return new NewApplication(
                owner,
                residence,
                appliedOn,
                cause,
                Boolean.TRUE.equals(relativeOfStaff),
                Typed.text(note),
                needed == null ? Set.of() : needed,
                received == null ? Set.of() : received);
    }
}

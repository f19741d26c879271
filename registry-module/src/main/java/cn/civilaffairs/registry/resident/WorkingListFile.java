package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.resident.WorkingListCell.Field;
import cn.civilaffairs.registry.resident.WorkingListRows.Choice;
import cn.civilaffairs.registry.resident.WorkingListRows.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A working list coming back (工作底表回填). Each row carries its key; a cell left blank or as it was says nothing, any other is a
 * difference to be chosen. What was changed on the screen meanwhile is reported as such. Only chosen cells are written.
 */
@Component
class WorkingListFile implements ImportContract {

    static final String CODE = "working-list";
    static final String KEY_HEADER = "行标识（勿改）";
    static final Map<Field, String> HEADERS = headers();

    private static final String HEALTHS = "健康=HEALTHY 一般疾病=ILL 重病=SERIOUSLY_ILL 残疾=DISABLED";
    private static final String LABOURS = "有=FULL 部分=PARTIAL 无=NONE";
    private static final String EMPLOYMENTS =
            "就业=EMPLOYED 失业=UNEMPLOYED 务农=FARMING 在校=AT_SCHOOL 离退休=RETIRED 未就业=NOT_EMPLOYED";
    private static final String SCHOOLINGS = "未就读=NONE 义务教育=COMPULSORY 高中中职=SENIOR 大专本科=UNDERGRADUATE 研究生=POSTGRADUATE";

    private static final Column<String> KEY = Column.text(KEY_HEADER, 60).require();
    private static final Column<String> PHONE = Column.text("联系电话", 20);
    private static final Column<Health> HEALTH = Column.choice("健康状况", Health.class, HEALTHS);
    private static final Column<Labour> LABOUR = Column.choice("劳动能力", Labour.class, LABOURS);
    private static final Column<Employment> EMPLOYMENT = Column.choice("就业状况", Employment.class, EMPLOYMENTS);
    private static final Column<Schooling> SCHOOLING = Column.choice("在校情况", Schooling.class, SCHOOLINGS);

    private final WorkingListRows rows;
    private final ResidentRegister residents;
    private final FieldCipher cipher;

    WorkingListFile(WorkingListRows rows, ResidentRegister residents, FieldCipher cipher) {
        this.rows = rows;
        this.residents = residents;
        this.cipher = cipher;
    }

    private static Map<Field, String> headers() {
        Map<Field, String> headers = new EnumMap<>(Field.class);
        headers.put(Field.PHONE, "联系电话");
        headers.put(Field.HEALTH, "健康状况");
        headers.put(Field.LABOUR, "劳动能力");
        headers.put(Field.EMPLOYMENT, "就业状况");
        headers.put(Field.SCHOOLING, "在校情况");
        return headers;
    }

    static String key(UUID list, int row) {
        return list + "/" + row;
    }

    /** The word a cell holds for a constant. */
    static String word(@Nullable Enum<?> constant) {
        if (constant == null) {
            return "";
        }
        String words = constant instanceof Health
                ? HEALTHS
                : constant instanceof Labour ? LABOURS : constant instanceof Employment ? EMPLOYMENTS : SCHOOLINGS;
        return Arrays.stream(words.split(" "))
                .filter(pair -> pair.endsWith("=" + constant.name()))
                .map(pair -> pair.substring(0, pair.indexOf('=')))
                .findFirst()
                .orElse(constant.name());
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String title() {
        return "成员信息底表（回填）";
    }

    @Override
    public int order() {
        return 9;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(KEY, PHONE, HEALTH, LABOUR, EMPLOYMENT, SCHOOLING);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.WORK_ON_LIST);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        return new Pass(job);
    }

    /** What of a row differs; nothing of a row that is none of this system's. */
    List<WorkingListCell> differences(ImportRow row, AreaScope scope) {
        return snapshot(row, scope).map(then -> differences(row, then)).orElse(List.of());
    }

    private Optional<Snapshot> snapshot(ImportRow row, AreaScope scope) {
        String key = row.get(KEY);
        if (key == null || !key.matches("[0-9a-f-]{36}/[0-9]{1,6}")) {
            return Optional.empty();
        }
        int slash = key.indexOf('/');
        return rows.find(UUID.fromString(key.substring(0, slash)), Integer.parseInt(key.substring(slash + 1)), scope);
    }

    private List<WorkingListCell> differences(ImportRow row, Snapshot then) {
        List<WorkingListCell> cells = new ArrayList<>();
        phone(row, then).ifPresent(cells::add);
        cell(row, then, Field.HEALTH, row.get(HEALTH), then.healthThen(), then.healthNow(), cells);
        cell(row, then, Field.LABOUR, row.get(LABOUR), then.labourThen(), then.labourNow(), cells);
        cell(row, then, Field.EMPLOYMENT, row.get(EMPLOYMENT), then.employmentThen(), then.employmentNow(), cells);
        cell(row, then, Field.SCHOOLING, row.get(SCHOOLING), then.schoolingThen(), then.schoolingNow(), cells);
        return cells;
    }

    private static void cell(
            ImportRow row,
            Snapshot then,
            Field field,
            @Nullable Enum<?> typed,
            @Nullable Enum<?> was,
            @Nullable Enum<?> now,
            List<WorkingListCell> cells) {
        if (typed != null && typed != was && typed != now) {
            cells.add(cell(row, then, field, word(was), word(typed), word(now)));
        }
    }

    private Optional<WorkingListCell> phone(ImportRow row, Snapshot then) {
        String typed = row.get(PHONE);
        if (typed == null || typed.isBlank() || typed.contains("*")) {
            return Optional.empty();
        }
        byte[] index = cipher.index(ProtectedField.RESIDENT_PHONE, Phone.of(typed));
        if (Arrays.equals(index, then.phoneIndexThen()) || Arrays.equals(index, then.phoneIndexNow())) {
            return Optional.empty();
        }
        boolean changed = !Arrays.equals(then.phoneIndexThen(), then.phoneIndexNow());
        String now = then.phoneNow() == null ? "" : then.phoneNow();
        String was = changed ? (then.phoneIndexThen() == null ? "" : "（原号码）") : now;
        return Optional.of(cell(row, then, Field.PHONE, was, Masks.phone(Phone.of(typed)), now));
    }

    private static WorkingListCell cell(
            ImportRow row, Snapshot then, Field field, String was, String typed, String now) {
        Instant changedAt = then.updatedAt().isAfter(then.exportedAt()) ? then.updatedAt() : null;
        return new WorkingListCell(
                row.number(),
                then.residentId(),
                then.householdId() == null ? then.residentId() : then.householdId(),
                then.name(),
                field,
                was,
                typed,
                now,
                then.version(),
                changedAt);
    }

    private final class Pass implements ImportPass {

        private final ImportJob job;
        private final Map<UUID, ImportRow> byResident = new LinkedHashMap<>();
        private int differing;
        private int conflicting;

        Pass(ImportJob job) {
            this.job = job;
        }

        @Override
        public void add(List<ImportRow> chunk) {
            for (ImportRow row : chunk) {
                if (!row.failed()) {
                    check(row);
                }
            }
        }

        private void check(ImportRow row) {
            Optional<Snapshot> then = snapshot(row, job.scope());
            if (then.isEmpty()) {
                row.error(KEY, "不是本系统导出的行标识，或者不在您的服务区域内；请用导出的底表填写，不要改动这一列");
                return;
            }
            if (byResident.putIfAbsent(then.get().residentId(), row) != null) {
                row.error(KEY, "同一个人在表里出现了两次");
                return;
            }
            try {
                for (WorkingListCell cell : differences(row, then.get())) {
                    differing++;
                    if (cell.conflicting()) {
                        conflicting++;
                        row.warn(column(cell.field()), "导出之后这一格在系统里已经改过，请在差异页选择用哪一个");
                    }
                }
            } catch (RuleViolation wrong) {
                row.error(PHONE, wrong);
            }
        }

        @Override
        public void check() {}

        @Override
        public String summary() {
            return "有 " + differing + " 处与导出时不同" + (conflicting > 0 ? "，其中 " + conflicting + " 处系统里也已改过" : "");
        }

        @Override
        public Merged merge() {
            Map<UUID, List<Choice>> chosen = rows.chosen(job.batchId(), job.scope()).stream()
                    .collect(Collectors.groupingBy(Choice::residentId, LinkedHashMap::new, Collectors.toList()));
            chosen.forEach(this::take);
            return new Merged(chosen.size(), byResident.size() - chosen.size());
        }

        private void take(UUID residentId, List<Choice> choices) {
            ImportRow row = byResident.get(residentId);
            Resident now = residents.get(residentId, job.scope());
            if (row == null || row.failed() || choices.stream().anyMatch(choice -> choice.version() != now.version())) {
                throw new RuleViolation("working-list.changed", now.name());
            }
            List<Field> fields = choices.stream().map(Choice::field).toList();
            String phone = fields.contains(Field.PHONE) ? IdNumber.normalise(row.get(PHONE, "")) : null;
            residents.correct(
                    residentId,
                    new Correction(
                            now.area(),
                            now.registeredArea(),
                            now.name(),
                            now.ethnicity(),
                            phone,
                            null,
                            fields.contains(Field.HEALTH) ? row.get(HEALTH, now.health()) : now.health(),
                            fields.contains(Field.LABOUR) ? row.get(LABOUR) : now.labour(),
                            fields.contains(Field.EMPLOYMENT) ? row.get(EMPLOYMENT) : now.employment(),
                            fields.contains(Field.SCHOOLING) ? row.get(SCHOOLING) : now.schooling(),
                            now.marital(),
                            now.remark()),
                    now.version(),
                    job.scope());
        }
    }

    private static Column<?> column(Field field) {
        return switch (field) {
            case PHONE -> PHONE;
            case HEALTH -> HEALTH;
            case LABOUR -> LABOUR;
            case EMPLOYMENT -> EMPLOYMENT;
            case SCHOOLING -> SCHOOLING;
        };
    }
}

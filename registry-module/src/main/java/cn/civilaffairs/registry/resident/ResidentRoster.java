package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.Statistics;
import cn.civilaffairs.registry.exchange.CellProblem;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/**
 * The roster of residents and households (家庭成员名册, contract 1), one row per person.
 *
 * <p>A household stands or falls as a whole: half of one would be paid wrongly. What is blank in the roster leaves what is
 * registered alone. Memberships the roster brings begin with the month it is imported in, since a roster says who belongs
 * together and not since when. Accounts are in use at once if another person confirms the import than uploaded it;
 * otherwise each waits for its second person.
 */
@Component
class ResidentRoster implements ImportContract {

    private static final int OLDEST_AGE = 130;
    private static final String WHY = "名册导入";

    private static final Column<String> FILE_NO = Column.text("家庭编号", 40).require();
    private static final Column<Relation> RELATION = Column.of(
                    "与户主关系",
                    reading -> Relation.of(reading.code())
                            .orElseThrow(() -> new CellProblem("不认识，请填户主、配偶、子、女、父母等或 GB/T 4761 代码")))
            .require()
            .hint("户主/配偶/子/女/父母…");
    private static final Column<String> NAME =
            Column.text("姓名", 400).then(PersonName::of).require();
    private static final Column<IdType> ID_TYPE = Column.choice(
                    "证件类型", IdType.class, "居民身份证=CITIZEN 港澳台居民居住证=RESIDENCE_PERMIT 外国人永久居留身份证=FOREIGN 临时编号=TEMPORARY")
            .hint("默认居民身份证");
    private static final Column<String> NUMBER = Column.number("证件号码").require();
    private static final Column<Sex> SEX =
            Column.choice("性别", Sex.class, "男=MALE 女=FEMALE 男性=MALE 女性=FEMALE 1=MALE 2=FEMALE");
    private static final Column<LocalDate> BIRTH_DATE = Column.date("出生日期");
    private static final Column<String> ETHNICITY = Column.text("民族", 20);
    private static final Column<AreaCode> REGISTERED_AREA =
            Column.area("户籍地区划代码").require();
    private static final Column<AreaCode> AREA = Column.area("居住地区划代码").require();
    private static final Column<UrbanRural> RESIDENCE =
            Column.choice("城乡类别", UrbanRural.class, "城市=URBAN 农村=RURAL").require();
    private static final Column<Boolean> COUNTS = Column.yesNo("是否计入家庭人口").hint("默认是");
    private static final Column<String> NOT_COUNTED = Column.text("不计入原因", 100);
    private static final Column<String> PHONE = Column.of("联系电话", reading -> Phone.of(reading.code()));
    private static final Column<String> DISABILITY = Column.number("残疾证号");
    private static final Column<Health> HEALTH =
            Column.choice("健康状况", Health.class, "健康=HEALTHY 一般疾病=ILL 重病=SERIOUSLY_ILL 残疾=DISABLED");
    private static final Column<Labour> LABOUR = Column.choice("劳动能力", Labour.class, "有=FULL 部分=PARTIAL 无=NONE");
    private static final Column<Employment> EMPLOYMENT = Column.choice(
            "就业状况", Employment.class, "就业=EMPLOYED 失业=UNEMPLOYED 务农=FARMING 在校=AT_SCHOOL 离退休=RETIRED 未就业=NOT_EMPLOYED");
    private static final Column<Schooling> SCHOOLING = Column.choice(
            "在校情况", Schooling.class, "未就读=NONE 义务教育=COMPULSORY 高中中职=SENIOR 大专本科=UNDERGRADUATE 研究生=POSTGRADUATE");
    private static final Column<String> MARITAL =
            Column.word("婚姻状况", "未婚=10 已婚=20 丧偶=30 离婚=40 未说明=90 初婚=20 再婚=20 复婚=20");
    private static final Column<LocalDate> DEATH_DATE = Column.date("死亡日期");
    private static final Column<String> HOLDER = Column.text("账户开户人", 60);
    private static final Column<String> BANK = Column.text("开户银行", 60);
    private static final Column<String> ACCOUNT = Column.number("银行账号");
    private static final Column<AccountKind> ACCOUNT_KIND =
            Column.choice("账户类型", AccountKind.class, "银行卡=CARD 存折=PASSBOOK");
    private static final Column<String> REMARK = Column.text("备注", 500);

    private static final String PERSON = String.join(", ", ResidentCopy.COLUMNS);

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final FieldCipher cipher;
    private final AreaRegister areas;
    private final Reveals reveals;
    private final Statistics statistics;
    private final ApplicationEventPublisher events;

    ResidentRoster(
            JdbcClient jdbc,
            DataSource dataSource,
            FieldCipher cipher,
            AreaRegister areas,
            Reveals reveals,
            Statistics statistics,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
        this.areas = areas;
        this.reveals = reveals;
        this.statistics = statistics;
        this.events = events;
    }

    @Override
    public String code() {
        return "residents";
    }

    @Override
    public String title() {
        return "家庭成员名册";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(
                FILE_NO,
                RELATION,
                NAME,
                ID_TYPE,
                NUMBER,
                SEX,
                BIRTH_DATE,
                ETHNICITY,
                REGISTERED_AREA,
                AREA,
                RESIDENCE,
                COUNTS,
                NOT_COUNTED,
                PHONE,
                DISABILITY,
                HEALTH,
                LABOUR,
                EMPLOYMENT,
                SCHOOLING,
                MARITAL,
                DEATH_DATE,
                HOLDER,
                BANK,
                ACCOUNT,
                ACCOUNT_KIND,
                REMARK);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.IMPORT_RESIDENTS);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        jdbc.sql("create temporary table staged_row (row_no int primary key, file_no text not null, relation text)"
                        + " on commit drop")
                .update();
        jdbc.sql("create temporary table staged_person on commit drop as select 0 as row_no, '' as file_no,"
                        + " '' as relation, true as counts, '' as not_counted, '' as residence, true as known,"
                        + " true as health_given, true as touched, " + PERSON
                        + ", id as account_id, '' as bank, id_number_enc as account_enc, id_number_index as account_index,"
                        + " '' as last_four, '' as kind from registry.resident with no data")
                .update();
        return new Pass(job);
    }

    /** A row that reads well: a person in a household. */
    private record Person(
            ImportRow row,
            String fileNo,
            Relation relation,
            ResidentDetails details,
            byte[] index,
            @Nullable LocalDate deathDate,
            @Nullable Account account) {}

    private record Account(String bank, String number, AccountKind kind) {}

    private final class Pass implements ImportPass {

        private final ImportJob job;
        private final boolean wholeCounty;
        private final Map<AreaCode, Optional<Area>> named = new HashMap<>();

        Pass(ImportJob job) {
            this.job = job;
            this.wholeCounty = job.officer().area().level() == AreaCode.Level.COUNTY;
        }

        @Override
        public void add(List<ImportRow> rows) {
            List<Person> people = new ArrayList<>(rows.size());
            for (ImportRow row : rows) {
                Person person = person(row);
                if (person != null) {
                    people.add(person);
                }
            }
            try (CopyIn copy = CopyIn.into(dataSource, "staged_row", "row_no", "file_no", "relation")) {
                for (ImportRow row : rows) {
                    String fileNo = row.get(FILE_NO);
                    if (fileNo != null) {
                        copy.value(row.number())
                                .value(fileNo)
                                .value(row.get(RELATION))
                                .endRow();
                    }
                }
            }
            stage(people);
        }

        private void stage(List<Person> people) {
            Map<ByteBuffer, UUID> known = known(people);
            List<String> columns = new ArrayList<>(
                    List.of("row_no", "file_no", "relation", "counts", "not_counted", "residence", "known"));
            columns.addAll(List.of("health_given", "touched"));
            columns.addAll(List.of("account_id", "bank", "account_enc", "account_index", "last_four", "kind"));
            columns.addAll(List.of(ResidentCopy.COLUMNS));
            try (CopyIn copy = CopyIn.into(dataSource, "staged_person", columns.toArray(String[]::new))) {
                for (Person person : people) {
                    ImportRow row = person.row();
                    UUID registered = known.get(ByteBuffer.wrap(person.index()));
                    boolean counts = row.get(COUNTS, true);
                    copy.value(row.number())
                            .value(person.fileNo())
                            .value(person.relation())
                            .value(counts)
                            .value(counts ? null : row.get(NOT_COUNTED))
                            .value(row.get(RESIDENCE))
                            .value(registered != null)
                            .value(row.get(HEALTH) != null)
                            .value(registered == null);
                    account(copy, person.account());
                    ResidentCopy.write(
                            copy,
                            cipher,
                            registered == null ? Ids.next() : registered,
                            person.details(),
                            person.deathDate(),
                            person.deathDate() == null ? null : WHY);
                    copy.endRow();
                }
            }
        }

        private void account(CopyIn copy, @Nullable Account account) {
            if (account == null) {
                copy.value(null).value(null).value(null).value(null).value(null).value(null);
                return;
            }
            UUID id = Ids.next();
            String number = account.number();
            copy.value(id)
                    .value(account.bank())
                    .value(cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, id, number))
                    .value(cipher.index(ProtectedField.ACCOUNT_NUMBER, number))
                    .value(number.substring(number.length() - 4))
                    .value(account.kind());
        }

        /** Those already registered within the scope, by blind index. */
        private Map<ByteBuffer, UUID> known(List<Person> people) {
            Map<ByteBuffer, UUID> known = new HashMap<>();
            if (!people.isEmpty()) {
                jdbc.sql("""
                                select id_number_index, id from registry.resident
                                where id_number_index = any (:indexes) and area_code >= :lo and area_code < :hi""")
                        .param("indexes", new SqlArrayValue("bytea", (Object[])
                                people.stream().map(Person::index).toArray(byte[][]::new)))
                        .param("lo", job.scope().lo())
                        .param("hi", job.scope().hi())
                        .query(row -> {
                            known.put(ByteBuffer.wrap(row.getBytes(1)), row.getObject(2, UUID.class));
                        });
            }
            return known;
        }

        private @Nullable Person person(ImportRow row) {
            Optional<IdentityDocument> document = document(row);
            LocalDate birthDate = document.map(held -> birthDate(row, held)).orElse(null);
            Sex sex = document.map(held -> sex(row, held)).orElse(null);
            Disability disability = document.map(held -> disability(row, held)).orElse(null);
            AreaCode registeredArea = registeredArea(row);
            checkArea(row);
            if (!row.get(COUNTS, true) && row.get(NOT_COUNTED) == null) {
                row.error(NOT_COUNTED, "不计入家庭人口须填写原因");
            }
            LocalDate death = row.get(DEATH_DATE);
            if (death != null && (death.isAfter(job.today()) || (birthDate != null && death.isBefore(birthDate)))) {
                row.error(DEATH_DATE, "不能早于出生日期，也不能晚于今天");
            }
            Account account = account(row);
            if (row.failed() || document.isEmpty() || birthDate == null || sex == null) {
                return null;
            }
            ResidentDetails details = new ResidentDetails(
                    row.get(AREA, job.officer().area()),
                    registeredArea,
                    row.get(NAME, ""),
                    document.get(),
                    sex,
                    birthDate,
                    row.get(ETHNICITY),
                    row.get(PHONE),
                    disability,
                    row.get(HEALTH, Health.HEALTHY),
                    row.get(LABOUR),
                    row.get(EMPLOYMENT),
                    row.get(SCHOOLING),
                    row.get(MARITAL),
                    row.get(REMARK));
            return new Person(
                    row,
                    row.get(FILE_NO, ""),
                    row.get(RELATION, Relation.NOT_RELATED),
                    details,
                    cipher.index(
                            ProtectedField.RESIDENT_ID_NUMBER, document.get().number()),
                    death,
                    account);
        }

        private Optional<IdentityDocument> document(ImportRow row) {
            String number = row.get(NUMBER);
            if (number == null) {
                return Optional.empty();
            }
            IdType type = row.get(ID_TYPE, IdType.CITIZEN);
            try {
                if (type == IdType.CITIZEN && number.matches("[0-9]{15}")) {
                    IdentityDocument converted = IdentityDocument.ofFormerNumber(number);
                    row.warn(NUMBER, "是 15 位旧号码，已换算为 18 位，请核对");
                    return Optional.of(converted);
                }
                return Optional.of(new IdentityDocument(type, IdNumber.normalise(number)));
            } catch (RuleViolation refused) {
                row.error(NUMBER, refused);
                return Optional.empty();
            }
        }

        private @Nullable LocalDate birthDate(ImportRow row, IdentityDocument document) {
            LocalDate given = row.get(BIRTH_DATE);
            LocalDate told = document.birthDate().orElse(given);
            if (told == null) {
                row.error(BIRTH_DATE, "这种证件不含出生日期，请填写");
                return null;
            }
            if (given != null && !given.equals(told)) {
                row.error(BIRTH_DATE, "与证件号码不一致");
            }
            if (told.isAfter(job.today())) {
                row.error(given == null ? NUMBER : BIRTH_DATE, "出生日期晚于今天");
            } else if (!told.plusYears(OLDEST_AGE + 1L).isAfter(job.today())) {
                row.error(given == null ? NUMBER : BIRTH_DATE, "年龄超过 " + OLDEST_AGE + " 岁，请核对");
            }
            return told;
        }

        private @Nullable Sex sex(ImportRow row, IdentityDocument document) {
            Sex given = row.get(SEX);
            Sex told = document.sex().orElse(given);
            if (told == null) {
                row.error(SEX, "这种证件不含性别，请填写");
            } else if (given != null && given != told) {
                row.error(SEX, "与证件号码不一致");
            }
            return told;
        }

        private static @Nullable Disability disability(ImportRow row, IdentityDocument document) {
            String card = row.get(DISABILITY);
            if (card == null) {
                return null;
            }
            try {
                return Disability.of(card, document);
            } catch (RuleViolation refused) {
                row.error(DISABILITY, refused);
                return null;
            }
        }

        private void checkArea(ImportRow row) {
            AreaCode code = row.get(AREA);
            if (code == null) {
                return;
            }
            Optional<Area> area = area(code);
            if (!job.scope().covers(code)) {
                row.error(AREA, "不在您的服务区域内");
            } else if (area.isEmpty()) {
                row.error(AREA, "区划库中没有这个代码");
            } else if (code.level() != AreaCode.Level.VILLAGE) {
                row.error(AREA, "须填到村（社区）一级");
            } else if (!area.get().existsOn(job.today())) {
                AreaCode successor = area.get().successor();
                row.error(
                        AREA,
                        "“%s”已于 %s 撤销%s"
                                .formatted(
                                        area.get().name(),
                                        area.get().validTo(),
                                        successor == null ? "" : "，由“" + areas.name(successor) + "”承接"));
            }
        }

        private Optional<Area> area(AreaCode code) {
            return named.computeIfAbsent(code, areas::find);
        }

        private @Nullable AreaCode registeredArea(ImportRow row) {
            AreaCode code = row.get(REGISTERED_AREA);
            if (code != null && area(code).isEmpty()) {
                row.warn(REGISTERED_AREA, "不在本县区划库中，不登记户籍地");
                return null;
            }
            return code;
        }

        private static @Nullable Account account(ImportRow row) {
            String typed = row.get(ACCOUNT);
            AccountKind kind = row.get(ACCOUNT_KIND);
            if (typed == null) {
                if (row.isBlank(ACCOUNT) && (kind != null || row.get(BANK) != null)) {
                    row.error(ACCOUNT, "填了开户银行或账户类型，但没有账号");
                }
                return null;
            }
            String bank = row.get(BANK);
            if (bank == null) {
                row.error(BANK, "填了账号，但没有开户银行");
            }
            String holder = row.get(HOLDER);
            String name = row.get(NAME);
            if (holder != null && name != null && !holder.equals(name) && !isSameName(holder, name)) {
                row.error(HOLDER, "与姓名不一致，银行会以“户名不符”退回");
            }
            boolean card = AccountNumber.passesLuhn(typed.replaceAll("[^0-9]", ""));
            AccountKind meant = kind != null ? kind : card ? AccountKind.CARD : AccountKind.PASSBOOK;
            try {
                String number = AccountNumber.of(typed, meant);
                if (meant == AccountKind.CARD && !card) {
                    row.warn(ACCOUNT, "银行卡号校验不通过，请核对；如为存折请把账户类型改为存折");
                }
                return bank == null ? null : new Account(bank, number, meant);
            } catch (RuleViolation refused) {
                row.error(ACCOUNT, refused);
                return null;
            }
        }

        private static boolean isSameName(String holder, String name) {
            try {
                return PersonName.of(holder).equals(name);
            } catch (RuleViolation noName) {
                return false;
            }
        }

        @Override
        public void check() {
            jdbc.sql("create index on staged_person (file_no)").update();
            jdbc.sql("create index on staged_person (id_number_index)").update();
            jdbc.sql("create index on staged_row (file_no)").update();
            jdbc.sql("analyze staged_person").update();
            jdbc.sql("analyze staged_row").update();
            job.errors(NUMBER, jdbc.sql("""
                    select s.row_no, '与第 ' || d.first || case when d.first = s.row_no then '、' || d.last else '' end
                        || ' 行是同一个人'
                    from staged_person s
                    join (select id_number_index, min(row_no) as first, max(row_no) as last from staged_person
                          group by id_number_index having count(*) > 1) d using (id_number_index)
                    order by 1"""));
            checkHeads();
            checkRegister();
            job.failedRows();
            job.errors(FILE_NO, jdbc.sql("""
                    select s.row_no, '同一家庭第 ' || d.first || ' 行未通过检查，整户不导入' from staged_row s
                    join (select r.file_no, min(r.row_no) as first from staged_row r
                          join import_failed f on f.row_no = r.row_no group by r.file_no) d using (file_no)
                    where not exists (select from import_failed f where f.row_no = s.row_no)
                    order by 1"""));
        }

        private void checkHeads() {
            job.failedRows();
            job.errors(RELATION, jdbc.sql("""
                    select s.row_no, '这个家庭有 ' || d.heads || ' 个户主' from staged_row s
                    join (select file_no, count(*) as heads from staged_row where relation = 'HEAD'
                          group by file_no having count(*) > 1) d using (file_no)
                    where s.relation = 'HEAD' order by 1"""));
            job.errors(RELATION, jdbc.sql("""
                    select d.first, '这个家庭没有户主' from (
                        select r.file_no, min(r.row_no) as first from staged_row r
                        left join import_failed f on f.row_no = r.row_no
                        group by r.file_no
                        having bool_and(coalesce(r.relation, '') <> 'HEAD') and count(f.row_no) = 0) d
                    order by 1"""));
            job.errors(RESIDENCE, jdbc.sql("""
                    select s.row_no, '与户主（第 ' || h.row_no || ' 行）的城乡类别不一致' from staged_person s
                    join staged_person h on h.file_no = s.file_no and h.relation = 'HEAD' and h.residence <> s.residence
                    order by 1"""));
        }

        private void checkRegister() {
            if (!wholeCounty) {
                reveals.metInRoster(jdbc.sql("""
                        select count(*) from staged_person s
                        where not s.known and registry.resident_is_known(s.id_number_index)""").query(Integer.class).single());
                job.errors(NUMBER, jdbc.sql("""
                        select s.row_no, '此人已在县内其他区域登记，请联系县级经办核实并办理迁移' from staged_person s
                        where not s.known and registry.resident_is_known(s.id_number_index) order by 1"""));
            }
            job.errors(NUMBER, jdbc.sql("""
                    select s.row_no, '现为家庭 ' || h.file_no || ' 的成员，请先在原家庭办理减员' from staged_person s
                    join registry.household_member m on m.resident_id = s.id and m.valid_to is null
                    join registry.household h on h.id = m.household_id and h.file_no <> s.file_no
                    where s.known order by 1"""));
            job.errors(FILE_NO, jdbc.sql("""
                    select s.row_no, '这个家庭档案已于 ' || h.closed_on || ' 销户' from staged_person s
                    join registry.household h on h.file_no = s.file_no and h.closed_on is not null order by 1"""));
            job.errors(RELATION, jdbc.sql("""
                    select s.row_no, '与系统中的户主不是同一个人，请先在家庭档案中变更户主' from staged_person s
                    join registry.household h on h.file_no = s.file_no
                    join registry.household_member m on m.household_id = h.id and m.valid_to is null
                        and m.relation = 'HEAD' and m.resident_id <> s.id
                    where s.relation = 'HEAD' order by 1"""));
            job.warnings(NAME, jdbc.sql("""
                    select s.row_no, '与居民库中登记的姓名不同，确认后按本文件更改' from staged_person s
                    join registry.resident r on r.id = s.id and r.name <> s.name order by 1"""));
            job.warnings(DEATH_DATE, jdbc.sql("""
                    select s.row_no, '居民库中已登记死亡，本文件没有死亡日期' from staged_person s
                    join registry.resident r on r.id = s.id and r.death_date is not null
                    where s.death_date is null order by 1"""));
            job.warnings(RESIDENCE, jdbc.sql("""
                    select s.row_no, '与系统中这个家庭的城乡类别或所在村不同，导入不更改，请在家庭档案中办理' from staged_person s
                    join registry.household h on h.file_no = s.file_no
                    where s.relation = 'HEAD' and (h.residence, h.area_code) is distinct from (s.residence, s.area_code)
                    order by 1"""));
            job.warnings(ACCOUNT, jdbc.sql("""
                    select s.row_no, '与第 ' || d.first || ' 行等 ' || d.people || ' 人共用一个账号' from staged_person s
                    join (select account_index, min(row_no) as first, count(*) as people from staged_person
                          where account_index is not null group by account_index having count(*) > 1) d using (account_index)
                    order by 1"""));
        }

        @Override
        public Merged merge() {
            int passed = job.passed("staged_person");
            markTouched();
            int touched = jdbc.sql("select count(*) from staged_person where touched")
                    .query(Integer.class)
                    .single();
            List<DeathRecorded> deaths = newDeaths();
            mergeResidents();
            statistics.refresh("registry.resident");
            mergeHouseholds();
            mergeAccounts();
            // the next roster is held against these before the server has counted them by itself
            statistics.grown(touched, "registry.household_member");
            statistics.grown(touched, "registry.payment_account");
            deaths.forEach(events::publishEvent);
            return new Merged(touched, passed - touched);
        }

        /** Decided before anything is written: of those known, who differs from the registers. */
        private void markTouched() {
            int changed = jdbc.sql("""
                            update staged_person s set touched = true where s.known and (
                                exists (select from registry.resident r where r.id = s.id and (%s))
                                or not exists (
                                    select from registry.household h
                                    join registry.household_member m on m.household_id = h.id and m.valid_to is null
                                    where h.file_no = s.file_no and m.resident_id = s.id
                                      and m.relation = s.relation and m.counts = s.counts)
                                or (s.account_index is not null and not exists (
                                    select from registry.payment_account a
                                    where a.resident_id = s.id and a.number_index = s.account_index
                                      and a.closed_at is null)))""".formatted(DIFFERS)).update();
            if (changed > 0) {
                jdbc.sql("analyze staged_person").update();
            }
        }

        /** Of whom the register says only by this roster that they are dead. */
        private List<DeathRecorded> newDeaths() {
            return jdbc.sql("""
                            select s.id, s.area_code, s.death_date from staged_person s
                            join registry.resident r on r.id = s.id and r.death_date is null
                            where s.known and s.touched and s.death_date is not null order by s.row_no""")
                    .query((row, number) -> new DeathRecorded(
                            row.getObject("id", UUID.class),
                            AreaCode.of(row.getString("area_code")),
                            row.getObject("death_date", LocalDate.class)))
                    .list();
        }

        private void mergeResidents() {
            jdbc.sql("insert into registry.resident (" + PERSON + ", updated_at) select " + PERSON
                            + ", cast(:at as timestamptz) from staged_person where not known")
                    .param("at", job.now())
                    .update();
            jdbc.sql("""
                            update registry.resident r set
                                name = s.name, pinyin = s.pinyin, initials = s.initials, area_code = s.area_code,
                                registered_area = coalesce(s.registered_area, r.registered_area),
                                ethnicity = coalesce(s.ethnicity, r.ethnicity),
                                phone_enc = coalesce(s.phone_enc, r.phone_enc),
                                phone_index = coalesce(s.phone_index, r.phone_index),
                                disability_enc = coalesce(s.disability_enc, r.disability_enc),
                                disability_kind = coalesce(s.disability_kind, r.disability_kind),
                                disability_grade = coalesce(s.disability_grade, r.disability_grade),
                                health = case when s.health_given then s.health else r.health end,
                                labour = coalesce(s.labour, r.labour), employment = coalesce(s.employment, r.employment),
                                schooling = coalesce(s.schooling, r.schooling), marital = coalesce(s.marital, r.marital),
                                death_source = case when r.death_date is null then s.death_source else r.death_source end,
                                death_date = coalesce(r.death_date, s.death_date),
                                remark = coalesce(s.remark, r.remark), version = r.version + 1, updated_at = :at
                            from staged_person s
                            where r.id = s.id and s.known and s.touched and (%s)""".formatted(DIFFERS)).param("at", job.now()).update();
        }

        private void mergeHouseholds() {
            LocalDate month = job.today().withDayOfMonth(1);
            // before the new ones are there: they have nothing that could be out of date
            jdbc.sql("""
                            update registry.household h set version = version + 1, updated_at = now()
                            where exists (select from staged_person s where s.touched and s.file_no = h.file_no)""").update();
            jdbc.sql("""
                            insert into registry.household (file_no, area_code, residence, opened_on)
                            select s.file_no, s.area_code, s.residence, :month from staged_person s
                            where s.relation = 'HEAD'
                              and not exists (select from registry.household h where h.file_no = s.file_no)""").param("month", month).update();
            statistics.refresh("registry.household");
            jdbc.sql("""
                            update registry.household_member m set valid_to = greatest(:today, m.valid_from), left_why = :why
                            from staged_person s join registry.household h on h.file_no = s.file_no
                            where s.touched and m.household_id = h.id and m.resident_id = s.id and m.valid_to is null
                              and (m.relation, m.counts) is distinct from (s.relation, s.counts)""").param("today", job.today()).param("why", WHY + "更新").update();
            jdbc.sql("""
                            insert into registry.household_member (household_id, resident_id, area_code, relation, counts,
                                reason_not_counted, valid_from, joined_why)
                            select h.id, s.id, h.area_code, s.relation, s.counts, s.not_counted,
                                   greatest(:month, h.opened_on, s.birth_date, f.until), :why
                            from staged_person s join registry.household h on h.file_no = s.file_no
                            left join (
                                select resident_id, max(valid_to) as until from registry.household_member
                                group by resident_id) f on f.resident_id = s.id and s.known
                            where s.touched and not exists (
                                select from registry.household_member m
                                where m.resident_id = s.id and m.valid_to is null)""").param("month", month).param("why", WHY).update();
        }

        private void mergeAccounts() {
            boolean secondPerson = !job.officer().isOneWith(job.uploadedBy());
            jdbc.sql("""
                            delete from staged_person s using registry.payment_account a
                            where a.resident_id = s.id and a.number_index = s.account_index and a.closed_at is null""").update();
            if (secondPerson) {
                jdbc.sql("""
                                update registry.payment_account a set active = false, closed_at = :at
                                from staged_person s
                                where a.resident_id = s.id and a.active and s.account_id is not null""").param("at", job.now()).update();
            }
            jdbc.sql("""
                            insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                                number_index, last_four, kind, entered_by, entered_at, confirmed_by, confirmed_at, active)
                            select s.account_id, s.id, s.area_code, s.name, s.bank, s.account_enc, s.account_index,
                                   s.last_four, s.kind, :uploader, cast(:at as timestamptz),
                                   case when :second then :confirmer::uuid end,
                                   case when :second then cast(:at as timestamptz) end, :second
                            from staged_person s where s.account_id is not null""")
                    .param("at", job.now())
                    .param("uploader", job.uploadedBy())
                    .param("confirmer", job.officer().id())
                    .param("second", secondPerson)
                    .update();
        }

        /** Whether what the roster says about a person differs from the register; blank cells say nothing. */
        private static final String DIFFERS = """
                (r.name, r.area_code, r.registered_area, r.ethnicity, r.phone_index, r.disability_kind,
                 r.disability_grade, r.health, r.labour, r.employment, r.schooling, r.marital, r.death_date, r.remark)
                is distinct from
                (s.name, s.area_code, coalesce(s.registered_area, r.registered_area), coalesce(s.ethnicity, r.ethnicity),
                 coalesce(s.phone_index, r.phone_index), coalesce(s.disability_kind, r.disability_kind),
                 coalesce(s.disability_grade, r.disability_grade), case when s.health_given then s.health else r.health end,
                 coalesce(s.labour, r.labour), coalesce(s.employment, r.employment), coalesce(s.schooling, r.schooling),
                 coalesce(s.marital, r.marital), coalesce(r.death_date, s.death_date), coalesce(s.remark, r.remark))""";
    }
}

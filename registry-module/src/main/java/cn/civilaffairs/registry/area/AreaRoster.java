package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The roster of areas (区划名册, contract 0), to be imported before everything else. */
@Component
class AreaRoster implements ImportContract {

    private static final Column<AreaCode> CODE = Column.area("区划代码").require();
    private static final Column<String> NAME = Column.text("名称", 60).require();
    private static final Column<AreaCode> PARENT = Column.area("上级区划代码").require();
    private static final Column<AreaCode.Level> LEVEL = Column.choice(
                    "级别", AreaCode.Level.class, "县=COUNTY 乡镇=TOWNSHIP 村=VILLAGE 街道=TOWNSHIP 社区=VILLAGE 村(社区)=VILLAGE")
            .require();
    private static final Column<String> CLASS =
            Column.word("城乡分类代码", "111=111 112=112 121=121 122=122 123=123 210=210 220=220");
    private static final Column<LocalDate> FROM = Column.date("生效日期");
    private static final Column<LocalDate> TO = Column.date("撤销日期");
    private static final Column<AreaCode> SUCCESSOR = Column.area("承接区划代码");

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final AreaRegister register;

    AreaRoster(JdbcClient jdbc, DataSource dataSource, AreaRegister register) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.register = register;
    }

    @Override
    public String code() {
        return "areas";
    }

    @Override
    public String title() {
        return "区划名册";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(CODE, NAME, PARENT, LEVEL, CLASS, FROM, TO, SUCCESSOR);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.MAINTAIN_AREA);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        jdbc.sql("""
                        create temporary table staged_area (
                            row_no int primary key, code text, name text, parent text, level text, class_code text,
                            initials text, valid_from date, valid_to date, successor text) on commit drop""").update();
        return new Pass(job);
    }

    private final class Pass implements ImportPass {

        private final ImportJob job;

        Pass(ImportJob job) {
            this.job = job;
        }

        @Override
        public void add(List<ImportRow> rows) {
            try (CopyIn copy = CopyIn.into(
                    dataSource,
                    "staged_area",
                    "row_no",
                    "code",
                    "name",
                    "parent",
                    "level",
                    "class_code",
                    "initials",
                    "valid_from",
                    "valid_to",
                    "successor")) {
                for (ImportRow row : rows) {
                    AreaCode code = row.get(CODE);
                    String name = row.get(NAME);
                    AreaCode parent = row.get(PARENT);
                    AreaCode.Level level = row.get(LEVEL);
                    if (code != null && !job.scope().covers(code)) {
                        row.error(CODE, "不在您的服务区域内");
                    }
                    if (code != null && level != null && code.level() != level) {
                        row.error(LEVEL, "与区划代码的级别不一致");
                    }
                    if (code != null && parent != null && level != AreaCode.Level.COUNTY && !isParent(parent, code)) {
                        row.error(PARENT, "与区划代码对不上");
                    }
                    LocalDate from = row.get(FROM);
                    LocalDate to = row.get(TO);
                    if (to != null && from != null && !to.isAfter(from)) {
                        row.error(TO, "须晚于生效日期");
                    }
                    if (to == null && row.get(SUCCESSOR) != null) {
                        row.error(SUCCESSOR, "只有已撤销的区划才填承接区划");
                    }
                    if (!row.failed()) {
                        copy.value(row.number())
                                .value(code)
                                .value(name)
                                .value(level == AreaCode.Level.COUNTY ? null : parent)
                                .value(level)
                                .value(row.get(CLASS))
                                .value(name == null ? "" : Pinyin.ofPlace(name).initials())
                                .value(from)
                                .value(to)
                                .value(row.get(SUCCESSOR))
                                .endRow();
                    }
                }
            }
        }

        private static boolean isParent(AreaCode parent, AreaCode code) {
            return parent.contains(code)
                    && parent.level().ordinal() + 1 == code.level().ordinal();
        }

        @Override
        public void check() {
            job.errors(CODE, jdbc.sql("""
                    select s.row_no, '与第 ' || (select min(o.row_no) from staged_area o
                        where o.code = s.code and o.row_no <> s.row_no) || ' 行重复'
                    from staged_area s
                    where exists (select from staged_area o where o.code = s.code and o.row_no <> s.row_no)
                    order by 1"""));
            job.errors(PARENT, jdbc.sql("""
                    select s.row_no, '上级区划既不在系统中也不在本文件中' from staged_area s
                    where s.parent is not null
                      and not exists (select from registry.area a where a.code = s.parent)
                      and not exists (select from staged_area o where o.code = s.parent)
                    order by 1"""));
            job.errors(SUCCESSOR, jdbc.sql("""
                    select s.row_no, '承接区划既不在系统中也不在本文件中' from staged_area s
                    where s.successor is not null
                      and not exists (select from registry.area a where a.code = s.successor)
                      and not exists (select from staged_area o where o.code = s.successor)
                    order by 1"""));
            job.warnings(NAME, jdbc.sql("""
                    select s.row_no, '系统中现名“' || a.name || '”，导入后改名' from staged_area s
                    join registry.area a on a.code = s.code and a.name <> s.name
                    order by 1"""));
            job.failedRows();
            // what stands under a row that failed cannot be written either; twice, for villages under townships
            for (int level = 0; level < 2; level++) {
                job.errors(PARENT, jdbc.sql("""
                        select s.row_no, '上级区划所在的行未通过检查' from staged_area s
                        join staged_area p on p.code = s.parent
                        join import_failed f on f.row_no = p.row_no
                        where not exists (select from registry.area a where a.code = s.parent)
                          and not exists (select from import_failed own where own.row_no = s.row_no)
                        order by 1"""));
                job.failedRows();
            }
        }

        @Override
        public Merged merge() {
            int passed = job.passed("staged_area");
            int changed = jdbc.sql("""
                            update registry.area a
                            set name = s.name, initials = s.initials, class_code = coalesce(s.class_code, a.class_code),
                                valid_from = coalesce(s.valid_from, a.valid_from), valid_to = coalesce(s.valid_to, a.valid_to)
                            from staged_area s
                            where s.code = a.code
                              and (a.name, a.class_code, a.valid_from, a.valid_to, a.successor_code) is distinct from
                                  (s.name, coalesce(s.class_code, a.class_code), coalesce(s.valid_from, a.valid_from),
                                   coalesce(s.valid_to, a.valid_to), coalesce(s.successor, a.successor_code))""").update();
            int added = jdbc.sql("""
                            insert into registry.area
                                (code, name, parent_code, level, class_code, initials, valid_from, valid_to)
                            select s.code, s.name, s.parent, s.level, s.class_code, s.initials,
                                   coalesce(s.valid_from, date '2000-01-01'), s.valid_to
                            from staged_area s
                            where not exists (select from registry.area a where a.code = s.code)""").update();
            jdbc.sql("""
                            update registry.area a set successor_code = s.successor from staged_area s
                            where s.code = a.code and s.successor is not null
                              and a.successor_code is distinct from s.successor""").update();
            register.forgetWithTransaction();
            return new Merged(changed + added, passed - changed - added);
        }
    }
}

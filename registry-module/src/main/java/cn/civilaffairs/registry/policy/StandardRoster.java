package cn.civilaffairs.registry.policy;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.exchange.Column;
import cn.civilaffairs.registry.exchange.ImportContract;
import cn.civilaffairs.registry.exchange.ImportJob;
import cn.civilaffairs.registry.exchange.ImportPass;
import cn.civilaffairs.registry.exchange.ImportRow;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The roster of standards (保障标准, contract 4). What is imported is proposed, as if typed: another officer approves it before
 * anything reckons with it.
 */
@Component
class StandardRoster implements ImportContract {

    private static final Column<String> SCHEME = Column.word(
                    "项目",
                    "低保=minimum-living 特困=destitute-support 困难残疾人生活补贴=disability-living"
                            + " 重度残疾人护理补贴=disability-nursing 高龄津贴=old-age 居家养老服务补贴=home-care 孤儿=orphan-living"
                            + " 事实无人抚养儿童=unsupported-child 孤儿助学=orphan-schooling 最低生活保障=minimum-living")
            .require();
    private static final Column<String> TIER = Column.word(
            "档次",
            "基本生活=basic 全自理=care-full-ability 半失能=care-partly-disabled 全失能=care-fully-disabled 一级=grade-1"
                    + " 二级=grade-2 三级智力精神=grade-3-intellectual-mental 80=80 90=90 100=100 低保70=minimum-living-70"
                    + " 中度失能=moderate 重度失能=severe 完全失能=complete 散居=scattered 集中=institution");
    private static final Column<AreaCode> AREA = Column.area("区划代码").require();
    private static final Column<Standard.Residence> RESIDENCE = Column.choice(
                    "城乡类别", Standard.Residence.class, "城市=URBAN 农村=RURAL 统一=UNIFIED")
            .require();
    private static final Column<Money> AMOUNT = Column.amount("金额").require();
    private static final Column<Standard.Unit> UNIT = Column.choice(
                    "单位", Standard.Unit.class, "月=MONTH 年=YEAR 次=TIME 餐=MEAL")
            .require();
    private static final Column<LocalDate> FROM = Column.date("生效日期").require();
    private static final Column<LocalDate> TO = Column.date("失效日期");
    private static final Column<String> DOCUMENT = Column.text("文号", 60).require();
    private static final Column<LocalDate> PUBLISHED = Column.date("发布日期");

    private final Standards standards;
    private final AreaRegister areas;

    StandardRoster(Standards standards, AreaRegister areas) {
        this.standards = standards;
        this.areas = areas;
    }

    @Override
    public String code() {
        return "standards";
    }

    @Override
    public String title() {
        return "保障标准";
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public List<Column<?>> columns() {
        return List.of(SCHEME, TIER, AREA, RESIDENCE, AMOUNT, UNIT, FROM, TO, DOCUMENT, PUBLISHED);
    }

    @Override
    public boolean mayBeImportedBy(Officer officer) {
        return AccessDecision.may(officer, Action.PROPOSE_RULE);
    }

    @Override
    public ImportPass begin(ImportJob job) {
        return new Pass(job);
    }

    /** Standards are few, so they are kept and proposed one by one. */
    private final class Pass implements ImportPass {

        private final ImportJob job;
        private final Map<Integer, Standards.Proposal> proposals = new LinkedHashMap<>();
        private final Map<List<Object>, Integer> seen = new HashMap<>();

        Pass(ImportJob job) {
            this.job = job;
        }

        @Override
        public void add(List<ImportRow> rows) {
            for (ImportRow row : rows) {
                if (row.failed()) {
                    continue;
                }
                Standards.Proposal proposal = new Standards.Proposal(
                        row.get(SCHEME, ""),
                        row.get(TIER, ""),
                        row.get(AREA, job.officer().area()),
                        row.get(RESIDENCE, Standard.Residence.UNIFIED),
                        row.get(AMOUNT, Money.ZERO),
                        row.get(UNIT, Standard.Unit.MONTH),
                        row.get(FROM, job.today()),
                        row.get(TO),
                        row.get(DOCUMENT, ""),
                        row.get(PUBLISHED));
                Integer earlier = seen.putIfAbsent(
                        List.of(
                                proposal.scheme(),
                                proposal.tier(),
                                proposal.area(),
                                proposal.residence(),
                                proposal.effectiveFrom()),
                        row.number());
                if (earlier != null) {
                    row.error(null, "与第 " + earlier + " 行是同一项标准");
                } else if (!job.scope().covers(proposal.area())
                        || areas.find(proposal.area()).isEmpty()) {
                    row.error(AREA, "不在您的服务区域内，或没有登记");
                } else {
                    proposals.put(row.number(), proposal);
                }
            }
        }

        @Override
        public void check() {
            proposals.forEach((row, proposal) -> {
                if (standards.isKnown(proposal)) {
                    return;
                }
                Optional<RuleViolation> refusal = standards.refusalOf(proposal);
                if (refusal.isPresent()) {
                    job.error(row, null, refusal.get());
                    return;
                }
                if (proposal.effectiveFrom().isBefore(job.today())) {
                    job.warn(row, FROM, "早于今天，批准后以前月份的差额须补发");
                }
            });
        }

        @Override
        public Merged merge() {
            int written = 0;
            int unchanged = 0;
            for (Map.Entry<Integer, Standards.Proposal> entry : proposals.entrySet()) {
                if (job.failed(entry.getKey())) {
                    continue;
                }
                if (standards.isKnown(entry.getValue())) {
                    unchanged++;
                } else {
                    standards.propose(entry.getValue());
                    written++;
                }
            }
            return new Merged(written, unchanged);
        }
    }
}

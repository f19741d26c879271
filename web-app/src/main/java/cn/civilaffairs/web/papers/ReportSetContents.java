package cn.civilaffairs.web.papers;

import cn.civilaffairs.disbursement.BandReport;
import cn.civilaffairs.disbursement.BridgeRow;
import cn.civilaffairs.disbursement.LineFilter;
import cn.civilaffairs.disbursement.MonthEndDesk;
import cn.civilaffairs.disbursement.MonthlyReportDesk;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.disbursement.ReportColumn;
import cn.civilaffairs.disbursement.ReportRow;
import cn.civilaffairs.disbursement.ReportVersion;
import cn.civilaffairs.disbursement.RunLine;
import cn.civilaffairs.disbursement.RunListItem;
import cn.civilaffairs.disbursement.RunSampleDesk;
import cn.civilaffairs.disbursement.TownTotal;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.area.Area;
import cn.civilaffairs.registry.area.AreaRegister;
import cn.civilaffairs.registry.audit.LogChain;
import cn.civilaffairs.web.Show;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.disbursement.QualityCard;
import cn.civilaffairs.web.disbursement.RunWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a set of the month's reports says, gathered from the frozen month. */
@Component
class ReportSetContents {

    /** Lists longer than this end in a word how many more there are; the whole list is in the workbook. */
    private static final int MOST_ROWS = 400;

    private final MonthlyReportDesk reports;
    private final PaymentRunDesk runs;
    private final MonthEndDesk months;
    private final RunSampleDesk samples;
    private final AreaRegister areas;
    private final LogChain log;
    private final RunWords runWords;
    private final Words words;
    private final Show show;

    ReportSetContents(
            MonthlyReportDesk reports,
            PaymentRunDesk runs,
            MonthEndDesk months,
            RunSampleDesk samples,
            AreaRegister areas,
            LogChain log,
            RunWords runWords,
            Words words,
            Show show) {
        this.reports = reports;
        this.runs = runs;
        this.months = months;
        this.samples = samples;
        this.areas = areas;
        this.log = log;
        this.runWords = runWords;
        this.words = words;
        this.show = show;
    }

    /**
     * One table of the set.
     *
     * @param wide whether it needs a sheet on its side
     * @param text how many columns from the left are words; the others are figures
     */
    record Section(String title, String note, boolean wide, int text, List<String> headers, List<List<String>> rows) {}

    /** The whole set. */
    record Content(
            String number,
            String title,
            String paperSize,
            List<String> facts,
            List<Section> sections,
            List<String> names)
            implements PaperContent {}

    Content of(PaymentRun run, ReportVersion version, String paperSize) {
        String county = areas.find(run.county()).map(Area::name).orElse("");
        List<RunLine> failed = runs.lines(run.id(), new LineFilter(null, null, "FAILED"), null, MOST_ROWS + 1, 0);
        List<RunListItem> exceptions = runs.exceptions(run.id(), null, null, MOST_ROWS + 1, 0);
        List<RunLine> sample = runs.sample(run.id());
        List<Section> sections = new ArrayList<>(List.of(
                report(run),
                bridge(run),
                towns(run),
                exceptions(exceptions),
                failed(failed),
                sample(run, sample),
                quality(run, version),
                claims(run),
                exits(run)));
        if (reports.hasBands(run.scheme())) {
            sections.add(bands(run));
        }
        List<String> names = Stream.of(
                        failed.stream().map(RunLine::residentName),
                        sample.stream().map(RunLine::residentName),
                        exceptions.stream().map(RunListItem::residentName))
                .flatMap(some -> some)
                .toList();
        return new Content(
                version.snapshot(),
                county + show.month(run.benefitMonth()) + words.of("Scheme", run.scheme()) + "发放月报",
                paperSize,
                facts(run, version),
                sections,
                names);
    }

    private List<String> facts(PaymentRun run, ReportVersion version) {
        List<String> facts = new ArrayList<>(List.of(
                "批次号：" + run.number(),
                "快照号：" + version.id(),
                "报表版本：第 " + version.number() + " 版（" + version.why() + "）",
                "办结：" + version.closedByName() + " " + show.time(version.closedAt()),
                "核定："
                        + (version.approvedByName() == null
                                ? "尚未核定"
                                : version.approvedByName() + " " + show.time(version.approvedAt())),
                "发放：" + show.count(run.households()) + " 户 " + show.count(run.persons()) + " 人 "
                        + show.yuan(run.amount()) + " 元",
                "明细校验值：" + Objects.requireNonNullElse(run.linesHash(), "")));
        // on paper with a signature under it: whoever rewrites the log must rewrite this sheet too (security design
        // §4.2)
        log.head().ifPresent(head -> facts.add("操作日志封存号：" + head));
        return facts;
    }

    private Section report(PaymentRun run) {
        return new Section(
                "一、月度统计表",
                "单位：户、人、元、%",
                true,
                2,
                headers(column -> !column.ofClaims()),
                figures(run, column -> !column.ofClaims()));
    }

    private Section claims(PaymentRun run) {
        return new Section(
                "八、追缴情况",
                "单位：元；本月结账时的数字",
                false,
                2,
                headers(ReportColumn::ofClaims),
                figures(run, ReportColumn::ofClaims));
    }

    /** A household that leaves takes its people along; a member who leaves is a person and no household. */
    private Section exits(PaymentRun run) {
        return new Section(
                "九、退出原因",
                "户、人分开统计：整户退出的户和人都计，户还在保、只减员的只计人",
                false,
                3,
                List.of("乡镇", "代码", "退出原因", "退出户数", "随户退出（人）", "减员（人）", "退出人数"),
                reports.exits(run.scheme(), run.benefitMonth()).stream()
                        .map(count -> List.of(
                                count.townName(),
                                count.code() == null ? "" : count.code().code(),
                                runWords.exit(count),
                                show.count(count.households()),
                                show.count(count.withHousehold()),
                                show.count(count.members()),
                                show.count(count.persons())))
                        .toList());
    }

    /** By what a scheme is paid besides places, such as ages. */
    private Section bands(PaymentRun run) {
        BandReport report = reports.bands(run.scheme(), run.benefitMonth());
        List<String> headers = new ArrayList<>(List.of("地区"));
        report.bands()
                .forEach(
                        band -> headers.addAll(List.of(band.label() + "在册", band.label() + "实发", band.label() + "金额")));
        headers.addAll(List.of("在册合计", "实发合计", "金额合计", "其中补发"));
        return new Section(
                "十、" + report.title(),
                report.rows().isEmpty() ? "本月批次计算时还没有分档统计" : "单位：人、元；按本月核定所在的档次，在册人数含缓发和不予发放的",
                true,
                1,
                headers,
                report.rows().stream()
                        .map(row -> {
                            List<String> cells = new ArrayList<>(List.of(row.name()));
                            report.bands().forEach(band -> add(cells, row.of(band.code())));
                            add(cells, row.sum());
                            cells.add(show.yuan(row.sum().arrears()));
                            return cells;
                        })
                        .toList());
    }

    private void add(List<String> cells, BandReport.Figures figures) {
        cells.add(show.count(figures.persons()));
        cells.add(show.count(figures.paid()));
        cells.add(show.yuan(figures.amount()));
    }

    private static List<String> headers(Predicate<ReportColumn> shown) {
        List<String> headers = new ArrayList<>(List.of("地区", "城乡"));
        Stream.of(ReportColumn.values()).filter(shown).map(ReportColumn::header).forEach(headers::add);
        return headers;
    }

    private List<List<String>> figures(PaymentRun run, Predicate<ReportColumn> shown) {
        List<List<String>> rows = new ArrayList<>();
        for (ReportRow row : reports.of(run.scheme(), run.benefitMonth()).rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.areaName(),
                    row.residence() == null ? "小计" : row.residence() == UrbanRural.URBAN ? "城市" : "农村"));
            Stream.of(ReportColumn.values())
                    .filter(shown)
                    .map(column -> column.kind() == ReportColumn.Kind.COUNT
                            ? show.count(row.figure(column))
                            : show.yuan(row.figure(column)))
                    .forEach(cells::add);
            rows.add(cells);
        }
        return rows;
    }

    private Section bridge(PaymentRun run) {
        return new Section(
                "二、上月到本月",
                "对账差额 " + show.yuan(run.bridgeDifference()) + " 元",
                false,
                1,
                List.of("项目", "户", "人", "金额（元）"),
                runs.bridge(run.id(), null).stream()
                        .map((BridgeRow row) -> List.of(
                                runWords.step(row.step()),
                                show.count(row.households()),
                                show.count(row.persons()),
                                show.yuan(row.amount())))
                        .toList());
    }

    private Section towns(PaymentRun run) {
        return new Section(
                "三、各乡镇合计与确认",
                "",
                false,
                1,
                List.of("乡镇", "户", "人", "金额（元）", "缓发", "不予发放", "确认人"),
                Stream.concat(runs.towns(run.id()).stream(), runs.withheld(run.id()).stream())
                        .map((TownTotal town) -> List.of(
                                town.name(),
                                show.count(town.households()),
                                show.count(town.persons()),
                                show.yuan(town.amount()),
                                show.count(town.held()),
                                show.count(town.refused()),
                                Objects.requireNonNullElse(town.confirmedBy(), "")))
                        .toList());
    }

    private Section exceptions(List<RunListItem> items) {
        return new Section(
                "四、缓发与不予发放",
                more(items.size()),
                false,
                4,
                List.of("乡镇 村", "领取对象", "原因", "说明", "人", "金额（元）"),
                items.stream()
                        .limit(MOST_ROWS)
                        .map(item -> List.of(
                                item.areaName(),
                                item.residentName(),
                                runWords.what(item.what()),
                                Objects.requireNonNullElse(item.note(), ""),
                                show.count(item.persons()),
                                show.yuan(item.amount())))
                        .toList());
    }

    private static String more(int found) {
        return found == 0 ? "没有" : found > MOST_ROWS ? "只列前 " + MOST_ROWS + " 户，全部见发放明细" : "共 " + found + " 户";
    }

    private Section failed(List<RunLine> lines) {
        return new Section(
                "五、发放失败",
                more(lines.size()),
                false,
                5,
                List.of("乡镇 村", "领取对象", "收款账户", "所属月份", "失败原因", "金额（元）"),
                lines.stream()
                        .limit(MOST_ROWS)
                        .map(line -> List.of(
                                line.areaName(),
                                line.residentName(),
                                line.bank() + " ****" + line.accountLastFour(),
                                line.benefitMonth().toString(),
                                line.failure() == null ? "" : runWords.failure(line.failure()),
                                show.yuan(line.amount())))
                        .toList());
    }

    private Section sample(PaymentRun run, List<RunLine> lines) {
        Map<Integer, RunSampleDesk.Finding> found = samples.findings(run.id());
        return new Section(
                "六、随机抽查",
                "种子 " + run.sampleSeed() + "：按明细序号与种子的 MD5 排序取前 " + PaymentRunDesk.SAMPLE_SIZE + " 户，任何人可重算",
                false,
                6,
                List.of("序号", "乡镇 村", "领取对象", "抽查结论", "情况", "抽查人", "金额（元）"),
                lines.stream()
                        .map(line -> {
                            RunSampleDesk.Finding finding = found.get(line.seq());
                            return List.of(
                                    show.count(line.seq()),
                                    line.areaName(),
                                    line.residentName(),
                                    finding == null ? "" : words.of(finding.outcome()),
                                    finding == null ? "" : finding.note(),
                                    finding == null ? "" : finding.foundByName(),
                                    show.yuan(line.amount()));
                        })
                        .toList());
    }

    private Section quality(PaymentRun run, ReportVersion version) {
        Map<AreaCode, String> names =
                areas.children(run.county()).stream().collect(Collectors.toMap(Area::code, Area::name));
        List<String> headers = new ArrayList<>(List.of("乡镇", "按时率%", "发放成功率%"));
        headers.addAll(QualityCard.WORDS.values());
        return new Section(
                "七、乡镇质量卡",
                "按时率 = 时限内办完的环节 ÷ 有时限的环节",
                false,
                1,
                headers,
                months.townFigures(version.id()).entrySet().stream()
                        .map(entry -> new QualityCard(
                                entry.getKey(), names.getOrDefault(entry.getKey(), ""), entry.getValue()))
                        .<List<String>>map(card -> {
                            List<String> cells = new ArrayList<>(
                                    List.of(card.name(), show.yuan(card.onTime()), show.yuan(card.paid())));
                            QualityCard.WORDS.keySet().forEach(cell -> cells.add(show.count(card.count(cell))));
                            return cells;
                        })
                        .toList());
    }
}

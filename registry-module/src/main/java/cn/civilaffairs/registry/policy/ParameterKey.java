package cn.civilaffairs.registry.policy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a bureau decides for itself (参数表), benefits handbook §12, and which values make sense. The words are the messages
 * {@code Parameter.<code>}.
 */
public enum ParameterKey implements SheetKey {
    /** 补差或分档 */
    MODE("minimum-living.mode", Kind.CHOICE, "TOP_UP", "TIERED"),
    /** 各档金额, {@code A:600,B:460} */
    TIERS("minimum-living.tiers", Kind.AMOUNTS),
    ROUNDING("minimum-living.rounding", Kind.CHOICE, "FEN_HALF_UP", "YUAN_CEIL", "YUAN_HALF_UP", "JIAO_CEIL"),
    ROUNDING_SCOPE("minimum-living.rounding-scope", Kind.CHOICE, "HOUSEHOLD", "PERSON"),
    MIN_PAYABLE("minimum-living.min-payable", Kind.DECIMAL),
    INCOME_MONTHS("minimum-living.income-months", Kind.POSITIVE),
    EMPLOYMENT_COST_KIND(
            "minimum-living.employment-cost.kind", Kind.CHOICE, "PERCENT_OF_STD", "PERCENT_OF_WAGE", "FIXED"),
    EMPLOYMENT_COST_VALUE("minimum-living.employment-cost.value", Kind.DECIMAL),
    /** 必要就业成本最长扣减月数; 0 for as long as there is a wage */
    EMPLOYMENT_COST_MONTHS("minimum-living.employment-cost.max-months", Kind.INTEGER),
    /** 不计入收入的项目 */
    EXEMPT_INCOME(
            "minimum-living.exempt-income",
            Kind.LIST,
            "BASE_PENSION",
            "VETERAN",
            "SCHOLARSHIP",
            "GOVERNMENT_AID",
            "DISABILITY_SUBSIDY",
            "ORPHAN_LIVING",
            "FAMILY_PLANNING",
            "GOOD_SAMARITAN",
            "OLD_AGE"),
    RIGID_DEDUCTIONS("minimum-living.rigid-deductions", Kind.SWITCH),
    /** 可扣减的刚性支出及年度上限, {@code 医疗:24000,教育:12000}; empty for all of them in full */
    RIGID_CAPS("minimum-living.rigid-deductions.caps", Kind.CAPS),
    /** 推定收入 */
    DEEMED_INCOME("minimum-living.deemed-income", Kind.SWITCH),
    DEEMED_FROM_AGE("minimum-living.deemed-income.from-age", Kind.AGE),
    DEEMED_TO_AGE_MEN("minimum-living.deemed-income.to-age-men", Kind.AGE),
    DEEMED_TO_AGE_WOMEN("minimum-living.deemed-income.to-age-women", Kind.AGE),
    /** 赡养费推算 */
    SUPPORT_FEE("minimum-living.support-fee", Kind.SWITCH),
    SUPPORT_FEE_MULTIPLE("minimum-living.support-fee.multiple", Kind.DECIMAL),
    SUPPORT_FEE_PERCENT("minimum-living.support-fee.percent", Kind.PERCENT),
    ZERO_GAP("minimum-living.zero-gap", Kind.CHOICE, "RAISE", "REFUSE"),
    JOB_REFUSAL_TIMES("minimum-living.job-refusal.times", Kind.POSITIVE),
    JOB_REFUSAL_PERCENT("minimum-living.job-refusal.percent", Kind.PERCENT),
    SINGLE_GROUNDS(
            "minimum-living.single-person.grounds",
            Kind.LIST,
            "SEVERELY_DISABLED",
            "SERIOUSLY_ILL",
            "CLERGY",
            "JOBLESS_SEVERELY_DISABLED"),
    FINANCIAL_STANDARDS("minimum-living.property.financial-standards", Kind.INTEGER),
    VEHICLES("minimum-living.property.vehicles", Kind.INTEGER),
    EXEMPT_VEHICLES("minimum-living.property.exempt-vehicles", Kind.TEXT),
    DWELLINGS("minimum-living.property.dwellings", Kind.INTEGER),
    AGED_FROM("minimum-living.supplement.aged-from", Kind.AGE),
    MINOR_BELOW("minimum-living.supplement.minor-below", Kind.AGE),
    SEVERE_UP_TO_GRADE("minimum-living.supplement.severe-up-to-grade", Kind.INTEGER),
    /** {@code 10%} of the standard or yuan a month */
    SUPPLEMENT_AGED("minimum-living.supplement.aged", Kind.PERCENT_OR_YUAN),
    SUPPLEMENT_MINOR("minimum-living.supplement.minor", Kind.PERCENT_OR_YUAN),
    SUPPLEMENT_SEVERELY_DISABLED("minimum-living.supplement.severely-disabled", Kind.PERCENT_OR_YUAN),
    SUPPLEMENT_SERIOUSLY_ILL("minimum-living.supplement.seriously-ill", Kind.PERCENT_OR_YUAN),
    SUPPLEMENT_COMBINATION("minimum-living.supplement.combination", Kind.CHOICE, "HIGHEST_PER_PERSON", "SUM"),
    SUPPLEMENT_CAP("minimum-living.supplement.cap", Kind.CHOICE, "NONE", "STD"),
    /** 渐退: so many months at so many percent, {@code 3x100,3x50}; empty for none */
    TAPER_EMPLOYMENT("minimum-living.taper.employment", Kind.STEPS),
    TAPER_PENSION("minimum-living.taper.pension", Kind.STEPS),
    TAPER_UPPER_MULTIPLE("minimum-living.taper.upper-multiple", Kind.MULTIPLE),
    /** 领取养老金渐退的收入上限; empty for the same as all */
    TAPER_PENSION_UPPER_MULTIPLE("minimum-living.taper.pension-upper-multiple", Kind.OWN_MULTIPLE),
    REVIEW_MONTHS_A("minimum-living.review-months.A", Kind.POSITIVE),
    REVIEW_MONTHS_B("minimum-living.review-months.B", Kind.POSITIVE),
    REVIEW_MONTHS_C("minimum-living.review-months.C", Kind.POSITIVE),
    /** 提标幅度下限, percent */
    GROWTH_FLOOR("minimum-living.growth-floor", Kind.DECIMAL),
    MARGINAL_MULTIPLE("marginal.multiple", Kind.MULTIPLE),
    MARGINAL_WAGE_CEILING("marginal.minimum-wage-ceiling", Kind.SWITCH),
    DEVOLVED("casework.devolved", Kind.SWITCH),
    SAMPLE_RATE("casework.sample-rate", Kind.PERCENT),
    APPRAISAL("casework.appraisal", Kind.CHOICE, "NEVER", "ON_OBJECTION", "ALWAYS"),
    /** {@code day,monthOffset} */
    CUT_OFF("payment.cut-off", Kind.CUT_OFF),
    PAY_DAY("payment.pay-day", Kind.POSITIVE),
    DEATH_STOP("payment.death-stop", Kind.CHOICE, "SAME", "NEXT"),
    OFFSET_ALLOWED("payment.offset-allowed", Kind.SWITCH),
    /** 按文书给定补发金额:对规则不能测算的月份 */
    BACK_PAY_GIVEN("payment.back-pay-given", Kind.SWITCH),
    /** 批次金额比上月增减超过百分之几须两人签发 */
    SECOND_SIGNER_PERCENT("payment.second-signer.percent", Kind.INTEGER),
    /** 新增领款人超过多少须两人签发 */
    SECOND_SIGNER_PAYEES("payment.second-signer.new-payees", Kind.INTEGER),
    BANK_FILE("payment.bank-file", Kind.CHOICE, "CSV_UTF8", "CSV_GBK", "XLSX"),
    /** 线索核实时限, working days */
    LEAD_DAYS("lead.limit-days", Kind.POSITIVE),
    /** 死亡线索核实时限, working days */
    LEAD_DEATH_DAYS("lead.death-limit-days", Kind.POSITIVE),
    /** 部门比对清单保存天数 */
    LEAD_LIST_DAYS("lead.list-days-kept", Kind.POSITIVE),
    /** 批量打印分册保存天数 */
    PRINT_DAYS("papers.print-days-kept", Kind.POSITIVE),
    /** 连续发放失败几次后暂停 */
    RETRY_CAP("payment.retry-cap", Kind.POSITIVE),
    /** 退票办理时限, days */
    RETURN_LIMIT_DAYS("payment.return-limit-days", Kind.POSITIVE),
    /** 长期未到账, days */
    UNPAID_DAYS("payment.unpaid-days", Kind.POSITIVE),
    MINIMUM_WAGE("minimum-wage", Kind.DECIMAL),
    DESTITUTE_MULTIPLE("destitute-support.basic-multiple", Kind.DECIMAL),
    DESTITUTE_CARE_PERCENTS("destitute-support.care-percents", Kind.PERCENTS),
    OLD_AGE_START("old-age.start-rule", Kind.CHOICE, "BIRTH_MONTH", "NEXT_MONTH", "APPLICATION_MONTH"),
    /** 生存认证周期 */
    OLD_AGE_CHECK_MONTHS("old-age.review-months.A", Kind.POSITIVE),
    /** 生存认证逾期后 */
    OLD_AGE_CHECK_OVERDUE("old-age.check-overdue", Kind.CHOICE, "HOLD", "REPORT"),
    /** 认证通过后补发暂停的月份 */
    OLD_AGE_CHECK_ARREARS("old-age.check-arrears", Kind.SWITCH),
    /** 基本殡葬费用减免上限, yuan for one death */
    FUNERAL_WAIVER_CAP("funeral.waiver-cap", Kind.DECIMAL),
    /** 单次导出限额, rows without approval, by who takes them */
    EXPORT_ROWS_TOWNSHIP("export.rows.township", Kind.POSITIVE),
    EXPORT_ROWS_COUNTY("export.rows.county", Kind.POSITIVE),
    EXPORT_ROWS_FINANCE("export.rows.finance", Kind.POSITIVE),
    /** 每人每日导出限额, rows without approval */
    EXPORT_ROWS_A_DAY("export.rows-a-day", Kind.POSITIVE),
    /** 加密导出文件可下载时长, hours */
    EXPORT_HOURS_KEPT("export.hours-kept", Kind.POSITIVE);

    /** The longest taper known of anywhere is three years (Ganzhou). */
    private static final int MOST_TAPER_MONTHS = 36;

    private static final Map<String, ParameterKey> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ParameterKey::code, Function.identity()));

    private final String code;
    private final Kind kind;
    private final List<String> choices;

    ParameterKey(String code, Kind kind, String... choices) {
        this.code = code;
        this.kind = kind;
        this.choices = List.of(choices);
    }

    /** @throws IllegalArgumentException if there is no such parameter */
    public static ParameterKey of(String code) {
        ParameterKey key = BY_CODE.get(code);
        if (key == null) {
            throw new IllegalArgumentException("No such parameter: " + code);
        }
        return key;
    }

    /** The parameter of that code; none if a former version of the sheet had it and this one no longer does. */
    public static Optional<ParameterKey> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<String> choices() {
        return kind == Kind.SWITCH ? List.of("ON", "OFF") : choices;
    }

    @Override
    public boolean admits(String value) {
        return switch (kind) {
            case CHOICE, SWITCH -> choices().contains(value);
            case LIST -> value.isEmpty() || Stream.of(value.split(",")).allMatch(choices::contains);
            case INTEGER -> value.matches("[0-9]{1,6}");
            case POSITIVE -> value.matches("[1-9][0-9]{0,5}");
            case DECIMAL -> isDecimal(value);
            case PERCENT_OR_YUAN ->
                value.endsWith("%") ? isDecimal(value.substring(0, value.length() - 1)) : isDecimal(value);
            case AMOUNTS ->
                value.isEmpty()
                        || Stream.of(value.split(","))
                                .allMatch(pair -> pair.matches("[A-Z]:[0-9]{1,6}(\\.[0-9]{1,2})?"));
            case CUT_OFF -> value.matches("([1-9]|1[0-9]|2[0-8]),(0|-1)");
            case CAPS ->
                value.isEmpty()
                        || Stream.of(value.split(",", -1))
                                .allMatch(pair -> pair.matches("\\p{IsHan}{1,10}:[0-9]{1,7}(\\.[0-9]{1,2})?"));
            case PERCENT -> value.matches("100|[1-9]?[0-9]");
            case PERCENTS -> value.matches("[0-9]{1,3},[0-9]{1,3},[0-9]{1,3}");
            case AGE -> value.matches("1[0-2][0-9]|[1-9]?[0-9]");
            case STEPS -> value.isEmpty() || areSteps(value);
            case MULTIPLE -> isMultiple(value);
            case OWN_MULTIPLE -> value.isEmpty() || isMultiple(value);
            case TEXT -> !value.isBlank();
            case LIMIT -> false;
        };
    }

    /** Months and percentages that fall from step to step: a family on its way out is never paid more again. */
    private static boolean areSteps(String value) {
        int months = 0;
        int last = 100;
        for (String step : value.split(",", -1)) {
            if (!step.matches("[1-9][0-9]?x(100|[1-9][0-9]?)")) {
                return false;
            }
            int times = step.indexOf('x');
            int percent = Integer.parseInt(step.substring(times + 1));
            months += Integer.parseInt(step.substring(0, times));
            if (percent > last || months > MOST_TAPER_MONTHS) {
                return false;
            }
            last = percent;
        }
        return true;
    }

    private static boolean isMultiple(String value) {
        return isDecimal(value) && new BigDecimal(value).compareTo(BigDecimal.ONE) >= 0;
    }

    private static boolean isDecimal(String value) {
        return value.matches("[0-9]{1,9}(\\.[0-9]{1,4})?") && new BigDecimal(value).signum() >= 0;
    }

    /** What a value looks like. */
    public enum Kind {
        CHOICE,
        SWITCH,
        LIST,
        INTEGER,
        POSITIVE,
        DECIMAL,
        PERCENT_OR_YUAN,
        AMOUNTS,
        CUT_OFF,
        STEPS,
        MULTIPLE,
        /** a multiple of one case where another holds for all; empty for that */
        OWN_MULTIPLE,
        /** a count of days with its unit, only of {@link LimitKey} */
        LIMIT,
        CAPS,
        PERCENT,
        PERCENTS,
        AGE,
        TEXT
    }
}

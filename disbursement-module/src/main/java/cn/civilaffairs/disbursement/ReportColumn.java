package cn.civilaffairs.disbursement;

import java.util.List;
import java.util.stream.Stream;

/** The columns of the monthly report (月度统计表), contract 8, in order, under the headers the file carries. */
public enum ReportColumn {
    OPEN_HOUSEHOLDS("期初户数", Kind.COUNT),
    OPEN_PERSONS("期初人数", Kind.COUNT),
    IN_HOUSEHOLDS("新增户数", Kind.COUNT, "NEW%"),
    IN_PERSONS("新增人数", Kind.COUNT, "NEW%", "MEMBER_ADDED"),
    IN_APPLIED_HOUSEHOLDS("其中新申请（户）", Kind.COUNT, "NEW_APPLICATION"),
    IN_APPLIED_PERSONS("其中新申请（人）", Kind.COUNT, "NEW_APPLICATION"),
    IN_MOVED_HOUSEHOLDS("迁入转入（户）", Kind.COUNT, "NEW_MOVED_IN", "NEW_TRANSFERRED", "NEW_FROM_TOWNSHIP"),
    IN_MOVED_PERSONS("迁入转入（人）", Kind.COUNT, "NEW_MOVED_IN", "NEW_TRANSFERRED", "NEW_FROM_TOWNSHIP"),
    IN_MEMBER_PERSONS("增员（人）", Kind.COUNT, "MEMBER_ADDED"),
    OUT_HOUSEHOLDS("退出户数", Kind.COUNT, "EXIT%", "LEFT_FOR_TOWNSHIP"),
    OUT_PERSONS("退出人数", Kind.COUNT, "EXIT%", "LEFT_FOR_TOWNSHIP", "MEMBER_LEFT"),
    OUT_DEATH_HOUSEHOLDS("其中死亡（户）", Kind.COUNT, "EXIT_01"),
    OUT_DEATH_PERSONS("其中死亡（人）", Kind.COUNT, "EXIT_01"),
    OUT_MEANS_HOUSEHOLDS("收入财产不符（户）", Kind.COUNT, "EXIT_02", "EXIT_03", "EXIT_04", "EXIT_05", "EXIT_06"),
    OUT_MEANS_PERSONS("收入财产不符（人）", Kind.COUNT, "EXIT_02", "EXIT_03", "EXIT_04", "EXIT_05", "EXIT_06"),
    OUT_OTHER_HOUSEHOLDS("其他（户）", Kind.COUNT, "EXIT_07", "EXIT_08", "EXIT_09", "EXIT_1%", "LEFT_FOR_TOWNSHIP"),
    OUT_OTHER_PERSONS("其他（人）", Kind.COUNT, "EXIT_07", "EXIT_08", "EXIT_09", "EXIT_1%", "LEFT_FOR_TOWNSHIP"),
    OUT_MEMBER_PERSONS("减员（人）", Kind.COUNT, "MEMBER_LEFT"),
    CLOSE_HOUSEHOLDS("期末户数", Kind.COUNT),
    CLOSE_PERSONS("期末人数", Kind.COUNT),
    AMOUNT("本月应发金额", Kind.YUAN),
    ARREARS("其中补发", Kind.YUAN),
    SUPPLEMENT("分类施保", Kind.YUAN),
    DEDUCTION("扣减", Kind.YUAN),
    SUCCEEDED("实发成功金额", Kind.YUAN),
    FAILED("失败金额", Kind.YUAN),
    YEAR_TO_DATE("本年累计金额", Kind.YUAN),
    PER_CAPITA("人均补差", Kind.YUAN),
    RATE("补差率", Kind.PERCENT),
    /** What came in for claims since the month before was closed, less what was given back. */
    RECOVERY_RECEIVED("追缴收回", Kind.YUAN),
    RECOVERY_WRITTEN_OFF("追缴核销", Kind.YUAN),
    RECOVERY_OUTSTANDING("追缴未还", Kind.YUAN);

    /** How a figure is written. */
    public enum Kind {
        COUNT,
        YUAN,
        PERCENT
    }

    private final String header;
    private final Kind kind;
    private final List<String> steps;

    ReportColumn(String header, Kind kind, String... steps) {
        this.header = header;
        this.kind = kind;
        this.steps = List.of(steps);
    }

    public String header() {
        return header;
    }

    public Kind kind() {
        return kind;
    }

    /** The steps of the bridge whose people the figure counts, as patterns; none where it is no movement. */
    List<String> steps() {
        return steps;
    }

    /** Whether the figure is of claims (追缴), which stand beside the month's payments. */
    public boolean ofClaims() {
        return name().startsWith("RECOVERY_");
    }

    /** Whether the figure is frozen as it stands; the others are computed from frozen ones. */
    boolean frozen() {
        return this != YEAR_TO_DATE && this != PER_CAPITA && this != RATE;
    }

    static Stream<ReportColumn> frozenOnes() {
        return Stream.of(values()).filter(ReportColumn::frozen);
    }
}

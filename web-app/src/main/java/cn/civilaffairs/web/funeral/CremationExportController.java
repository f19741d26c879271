package cn.civilaffairs.web.funeral;

import cn.civilaffairs.civilservices.funeral.Cremation;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.casework.CaseWords;
import cn.civilaffairs.web.export.ListExport;
import cn.civilaffairs.web.export.ListSheet;
import cn.civilaffairs.web.export.RowSource;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The register of cremations as a workbook. */
@Controller
class CremationExportController {

    private final CremationDesk desk;
    private final ListExport export;
    private final Words words;
    private final CaseWords caseWords;

    CremationExportController(CremationDesk desk, ListExport export, Words words, CaseWords caseWords) {
        this.desk = desk;
        this.export = export;
        this.words = words;
        this.caseWords = caseWords;
    }

    @GetMapping("/funeral/cremations/list.xlsx")
    void send(@RequestParam(defaultValue = "") String q, HttpServletResponse response) {
        ListSheet<Cremation> sheet = ListSheet.<Cremation>of("cremations", "火化登记")
                .text("案卷号", 16, Cremation::caseNo)
                .text("死者", 12, Cremation::name)
                .text("证件号码", 22, Cremation::maskedIdNumber)
                .text("居住地", 24, Cremation::place)
                .date("死亡日期", Cremation::diedOn)
                .date("接收日期", Cremation::receivedOn)
                .date("火化日期", Cremation::crematedOn)
                .text(
                        "环节",
                        14,
                        row -> row.caseStatus().equals("OPEN")
                                ? caseWords.step("cremation", row.step())
                                : words.of("CaseStatus", row.caseStatus()))
                .text("火化证明编号", 22, Cremation::certificateNo)
                .amount("费用（元）", Cremation::feeTotal)
                .amount("减免（元）", Cremation::waived)
                .text("骨灰领取人", 12, Cremation::ashesTo)
                .date("骨灰领取日期", Cremation::ashesOn);
        export.send(
                sheet,
                q.isBlank() ? List.of() : List.of("查找：" + q.strip()),
                RowSource.paged((limit, offset) -> desk.list(q, limit, offset)),
                response);
    }
}

package cn.civilaffairs.web.export;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.export.ExtractDesk;
import cn.civilaffairs.web.casework.DeskStrip;
import cn.civilaffairs.web.casework.PagePart;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Requests to export that wait for the officer's decision (待审批导出). */
@Component
class ExportStrip implements DeskStrip {

    private final ExtractDesk desk;

    ExportStrip(ExtractDesk desk) {
        this.desk = desk;
    }

    @Override
    public Optional<PagePart> of(Officer officer) {
        int waiting = desk.waiting();
        return waiting == 0
                ? Optional.empty()
                : Optional.of(new PagePart("exports", "导出审批", "exports/strip :: strip", Map.of("waiting", waiting)));
    }
}

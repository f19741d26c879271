package cn.civilaffairs.web.funeral;

import cn.civilaffairs.casework.CaseFile;
import cn.civilaffairs.casework.CaseFolder;
import cn.civilaffairs.casework.lead.LeadDesk;
import cn.civilaffairs.civilservices.funeral.Cremation;
import cn.civilaffairs.civilservices.funeral.CremationDesk;
import cn.civilaffairs.civilservices.funeral.CremationMatter;
import cn.civilaffairs.civilservices.funeral.FuneralItem;
import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.web.casework.CasePanel;
import cn.civilaffairs.web.casework.PagePart;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the case page shows of a cremation: who died, the cremation, the bill, and what became of the report. */
@Component
class CremationPanel implements CasePanel {

    private final CremationDesk desk;
    private final LeadDesk leads;
    private final Clock clock;

    CremationPanel(CremationDesk desk, LeadDesk leads, Clock clock) {
        this.desk = desk;
        this.leads = leads;
        this.clock = clock;
    }

    @Override
    public String matter() {
        return CremationMatter.CODE;
    }

    @Override
    public List<PagePart> parts(CaseFolder folder, Officer officer) {
        CaseFile file = folder.file();
        Cremation cremation = desk.find(file.id());
        boolean handles = AccessDecision.may(officer, Action.REGISTER_CREMATION, LineOfBusiness.FUNERAL);
        Map<String, Object> model = new HashMap<>();
        model.put("cremation", cremation);
        model.put("fees", desk.fees(file.id()));
        model.put("items", FuneralItem.values());
        model.put("cap", desk.cap(file.area()));
        model.put("today", LocalDate.now(clock));
        model.put("leads", leads.ofResident(cremation.residentId()));
        model.put(
                "mayRecord",
                handles
                        && file.isOpen()
                        && file.step().equals(CremationMatter.CREMATION)
                        && !officer.isOneWith(file.handlerId()));
        model.put("mayBill", handles && file.isOpen() && !file.step().equals(CremationMatter.CERTIFICATE));
        model.put("mayHandOut", handles && cremation.certificateNo() != null && cremation.ashesOn() == null);
        model.put("keys", List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()));
        return List.of(
                new PagePart("deceased", "死者与经办亲属", "funeral/panel :: deceased", model),
                new PagePart("cremation", "火化", "funeral/panel :: cremation", model),
                new PagePart("bill", "费用与减免", "funeral/panel :: bill", model),
                new PagePart("ashes", "火化证明与骨灰领取", "funeral/panel :: ashes", model));
    }
}

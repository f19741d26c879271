package cn.civilaffairs.casework.lead;

import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.relocation.AmountChange;
import cn.civilaffairs.registry.relocation.MovesAlong;
import cn.civilaffairs.registry.relocation.Moving;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Leads still open, of whichever line, are looked into by the township that receives the household; their limit runs on. */
@Component
class LeadsMoveAlong implements MovesAlong {

    private final Leads leads;
    private final WholeView wholeView;

    LeadsMoveAlong(Leads leads, WholeView wholeView) {
        this.leads = leads;
        this.wholeView = wholeView;
    }

    @Override
    public void follow(Moving moving, List<AmountChange> agreed) {
        wholeView.during(() -> leads.move(
                moving.household().members().stream()
                        .map(HouseholdOnDate.Member::residentId)
                        .toList(),
                moving.to(),
                Acting.scope()));
    }
}

package cn.civilaffairs.casework.lead;

import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Enters a death in the register once a lead about it proved true, and takes the report back once it proved wrong (死亡核实
 * 办结). Both rest on two people, the township's answer and the county's confirmation. What nobody could find out stays held.
 */
@Component
class DeathAnswers {

    private final ResidentRegister residents;

    DeathAnswers(ResidentRegister residents) {
        this.residents = residents;
    }

    @EventListener
    void on(LeadAnswered answered) {
        Lead lead = answered.lead();
        if (!lead.isDeath() || lead.outcome() == null || lead.outcome() == LeadOutcome.UNVERIFIABLE) {
            return;
        }
        Resident resident = residents.get(lead.residentId(), Acting.scope());
        if (lead.outcome() == LeadOutcome.UNTRUE) {
            residents.refuteDeath(resident.id(), "核实不属实：" + lead.reply(), lead.sourceId(), Acting.scope());
        } else if (!resident.isDead()) {
            residents.recordDeath(resident.id(), lead.eventOn(), lead.source(), resident.version(), Acting.scope());
        }
    }
}

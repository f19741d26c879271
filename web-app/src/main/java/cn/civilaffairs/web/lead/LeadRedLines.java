package cn.civilaffairs.web.lead;

import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.RedLine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Red lines drawn from leads: what another office says of somebody who is about to be paid, unless it has been answered as
 * untrue or of no effect. An answer that confirmed it stays a red line for a year, as long as the person is still paid.
 */
@Configuration(proxyBeanMethods = false)
class LeadRedLines {

    private static final String LEADS = """
            select p.entitlement_id, p.resident_id, l.id || ' ' || coalesce(l.outcome, '') as evidence,
                r.name || ' ' || l.event_on || ' ' || l.source || ' ' || l.detail
                    || case when l.state = 'CLOSED' then '(已核实)' else '(线索 ' || l.lead_no || ' 待核实)' end as note
            from pg_temp.run_person p
            join casework.lead l on l.resident_id = p.resident_id
            join registry.resident r on r.id = p.resident_id
            where (l.state <> 'CLOSED' or l.outcome in ('TRUE_STOP', 'TRUE_CHANGE', 'UNVERIFIABLE')
                and l.opened_at > :today::date - interval '1 year')
              and l.kind in (%s)""";

    private static RedLine line(String code, ExitCode exit, String kinds) {
        return RedLine.of(code, exit, LEADS.formatted(kinds));
    }

    @Bean
    RedLine reportedDeath() {
        return line("LEAD_DEATH", ExitCode.DEATH, "'DEATH', 'CREMATION'");
    }

    @Bean
    RedLine imprisoned() {
        return line("LEAD_PRISON", ExitCode.DETAINED, "'PRISON'");
    }

    @Bean
    RedLine pensionFound() {
        return line("LEAD_PENSION", ExitCode.PENSION, "'PENSION'");
    }

    @Bean
    RedLine employmentFound() {
        return line("LEAD_EMPLOYMENT", ExitCode.INCOME, "'EMPLOYMENT'");
    }

    @Bean
    RedLine registrationMovedOut() {
        return line("LEAD_MOVED_OUT", ExitCode.MOVED_OUT, "'MOVED_OUT'");
    }

    @Bean
    RedLine propertyFound() {
        return line("LEAD_PROPERTY", ExitCode.PROPERTY, "'VEHICLE', 'REAL_ESTATE', 'COMPANY'");
    }
}

package cn.civilaffairs.assistance.minimumliving;

import cn.civilaffairs.disbursement.RedLine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Red lines of the minimum living allowance alone (低保红线). */
@Configuration(proxyBeanMethods = false)
class MinimumLivingRedLines {

    /**
     * The supplement for minors is still reckoned for somebody of age on the first day of the month (未成年人分类施保). Of age is
     * eighteen (民法典 art. 17).
     */
    @Bean
    RedLine minorSupplementOfAnAdult() {
        return new RedLine("AGE", MinimumLivingAllowance.CODE, null, """
                select p.entitlement_id, r.id as resident_id, r.id::text as evidence,
                    r.name || ' 已满 18 周岁（' || r.birth_date || '），仍按未成年人分类施保' as note
                from pg_temp.run_payment p
                join pg_temp.run_person c on c.entitlement_id = p.entitlement_id
                join registry.resident r on r.id = c.resident_id
                join disbursement.determination d on d.id = p.determination_id and d.supplement_amount > 0
                where r.birth_date <= :month::date - interval '18 years'
                  and r.birth_date > :month::date - interval '30 years'
                  and exists (select from jsonb_array_elements(d.reckoning -> 'lines') line
                      where line ->> 'code' = 'supplement-MINOR' and line ->> 'subject' = r.name)""");
    }
}

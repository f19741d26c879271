package cn.civilaffairs.disbursement;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The red lines every scheme has (红线清单), benefits handbook §7 and §1.10. What other modules know of people, such as leads,
 * they declare themselves.
 */
@Configuration(proxyBeanMethods = false)
class RedLineDeclarations {

    /** Somebody covered or paid is registered as dead, too early to be paid for the month. */
    @Bean
    RedLine registeredDeath() {
        return RedLine.of("DEATH", ExitCode.DEATH, """
                select p.entitlement_id, p.resident_id, r.id || ' ' || r.death_date as evidence,
                    r.name || ' 登记死亡 ' || r.death_date as note
                from pg_temp.run_person p join registry.resident r on r.id = p.resident_id
                where r.death_date < :livingOn""");
    }

    /** Registered outside the county. */
    @Bean
    RedLine registeredElsewhere() {
        return RedLine.of("MOVED_OUT", ExitCode.MOVED_OUT, """
                select p.entitlement_id, p.resident_id, r.id || ' ' || r.registered_area as evidence,
                    r.name || ' 户籍不在本县（' || r.registered_area || '）' as note
                from pg_temp.run_person p join registry.resident r on r.id = p.resident_id
                where left(r.registered_area, 6) <> :county""");
    }

    /** One account takes the money of people of different households. */
    @Bean
    RedLine sharedAccount() {
        return RedLine.of("SHARED_ACCOUNT", null, """
                select s.entitlement_id, s.payee_id as resident_id, s.payees as evidence,
                    '账户 ****' || s.last_four || ' 由 ' || s.households || ' 户共用' as note
                from (
                    select p.entitlement_id, p.payee_id, a.last_four, n.payees, n.households
                    from pg_temp.run_payment p
                    join registry.payment_account a on a.id = p.account_id
                    join (
                        select o.number_index, count(distinct coalesce(m.household_id, q.payee_id)) as households,
                            string_agg(q.payee_id::text, ',' order by q.payee_id) as payees
                        from pg_temp.run_payment q
                        join registry.payment_account o on o.id = q.account_id
                        left join registry.household_member m on m.resident_id = q.payee_id and m.valid_to is null
                        where q.paid
                        group by o.number_index having count(*) > 1) n
                        on n.number_index = a.number_index and n.households > 1
                    where p.paid) s""");
    }

    /** Somebody else than last month is paid: to be seen once by whoever checks the run (security design §2.3 T15). */
    @Bean
    RedLine newPayee() {
        return RedLine.of("NEW_PAYEE", null, """
                select p.entitlement_id, p.payee_id as resident_id, l.payee_id || ' ' || p.payee_id as evidence,
                    '上月发给 ' || l.payee_name || '，本月发给 ' || r.name || case
                        when c.on_day is not null then '（领款人变更于 ' || c.on_day || ' 批准）'
                        when p.payee_id = p.resident_id then '（待遇对象本人）'
                        else '（没有领款人变更记录，请核对）' end as note
                from pg_temp.run_payment p
                join disbursement.payment_line l on l.run_id = :previous and l.entitlement_id = p.entitlement_id
                    and l.kind = 'REGULAR' and l.payee_id <> p.payee_id
                join registry.resident r on r.id = p.payee_id
                left join lateral (select max(c.decided_at at time zone 'Asia/Shanghai')::date as on_day
                    from disbursement.payee_change c
                    where c.entitlement_id = p.entitlement_id and c.to_payee = p.payee_id and c.state = 'APPROVED') c on true
                where p.paid""");
    }

    /** The account is not the one the same person was paid into last month. */
    @Bean
    RedLine newAccount() {
        return RedLine.of("NEW_ACCOUNT", null, """
                select p.entitlement_id, p.payee_id as resident_id, p.account_id::text as evidence,
                    '上月 ****' || o.last_four || '，本月 ****' || a.last_four as note
                from pg_temp.run_payment p
                join disbursement.payment_line l on l.run_id = :previous and l.entitlement_id = p.entitlement_id
                    and l.kind = 'REGULAR' and l.account_id <> p.account_id and l.payee_id = p.payee_id
                join registry.payment_account a on a.id = p.account_id
                join registry.payment_account o on o.id = l.account_id
                where p.paid""");
    }

    /** The payee has no account to pay to, so nothing is paid. */
    @Bean
    RedLine noAccount() {
        return RedLine.of("NO_ACCOUNT", null, """
                select p.entitlement_id, p.payee_id as resident_id, p.payee_id::text as evidence,
                    '领款人没有已确认的收款账户，本批次不发放' as note
                from pg_temp.run_payment p where not p.paid""");
    }

    /**
     * The money goes to somebody who neither holds the benefit, nor belongs to the holder's household, nor is registered as
     * the holder's guardian or entrusted to collect (代领) on the day: their papers and account are looked at before it is paid.
     */
    @Bean
    RedLine payeeOutside() {
        return RedLine.of("PAYEE_OUTSIDE", null, """
                select p.entitlement_id, p.payee_id as resident_id, p.payee_id || ' ' || p.account_id as evidence,
                    '领款人 ' || r.name || case when g.last_day is null then ' 不是本户成员，也没有登记为监护人（代领人）'
                        else ' 不是本户成员，监护（代领）登记已于 ' || g.last_day || ' 到期或终止' end || '，请变更领款人' as note
                from pg_temp.run_payment p join registry.resident r on r.id = p.payee_id
                left join lateral (select max(least(g.valid_until, g.ended_on)) as last_day from registry.guardianship g
                    where g.ward_id = p.resident_id and g.guardian_id = p.payee_id and g.state in ('CONFIRMED', 'ENDED')) g on true
                where p.paid and p.payee_id <> p.resident_id
                  and not exists (select from registry.household_member m
                      join registry.household_member h on h.household_id = m.household_id and h.valid_to is null
                      where m.resident_id = p.payee_id and m.valid_to is null and h.resident_id = p.resident_id)
                  and not registry.is_guardian(p.payee_id, p.resident_id, :today)""");
    }

    /** More than 30 % above or below last month (handbook §7). */
    @Bean
    RedLine amountJump() {
        return RedLine.of("AMOUNT_JUMP", null, """
                select p.entitlement_id, p.resident_id, l.amount || ' ' || p.regular_amount as evidence,
                    '上月 ' || l.amount || ' 元，本月 ' || p.regular_amount || ' 元（'
                        || to_char((p.regular_amount - l.amount) * 100 / l.amount, 'FMSG999990.0') || '%）' as note
                from pg_temp.run_payment p
                join disbursement.payment_line l on l.run_id = :previous and l.entitlement_id = p.entitlement_id
                    and l.kind = 'REGULAR'
                where p.paid and p.regular_amount > 0 and abs(p.regular_amount - l.amount) > 0.3 * l.amount""");
    }

    /** The review is overdue on the cut-off day; it escalates, it does not stop anything by itself (handbook §1.10). */
    @Bean
    RedLine reviewOverdue() {
        return RedLine.of("REVIEW_OVERDUE", ExitCode.UNCOOPERATIVE, """
                select p.entitlement_id, p.resident_id, e.next_review_on::text as evidence,
                    '应于 ' || e.next_review_on || ' 前复核' as note
                from pg_temp.run_payment p join disbursement.entitlement e on e.id = p.entitlement_id
                where p.paid and e.next_review_on < :cutOff""");
    }

    /** Somebody covered has another benefit that may not stand beside this one (handbook §6). */
    @Bean
    RedLine doubleBenefit() {
        return RedLine.of("DOUBLE_BENEFIT", ExitCode.OTHER, """
                select p.entitlement_id, p.resident_id, r.id || ' ' || x.id as evidence, r.name || ' ' || x.words as note
                from disbursement.exclusion_rule x
                join disbursement.covered_person o on o.scheme = x.winner and o.from_month <= :month
                    and (o.to_month is null or o.to_month >= :month)
                join pg_temp.run_person p on p.resident_id = o.resident_id
                join disbursement.covered_person c on c.entitlement_id = p.entitlement_id and c.resident_id = p.resident_id
                    and c.from_month <= :month and (c.to_month is null or c.to_month >= :month)
                join registry.resident r on r.id = p.resident_id
                where x.loser = :scheme and x.effective_from <= :month
                  and (x.effective_to is null or x.effective_to >= :month)""");
    }
}

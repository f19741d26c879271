package cn.civilaffairs.registry.officer;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.audit.OperationLog;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells an officer what became of how they sign in and what they may do (账号变动告知): passwords, second factors, locks and
 * appointments, by whomever, until they say that they know (ASVS 6.3.7). All of it is read from the operation log; that they
 * know is a row there too.
 */
@Service
@Transactional
@Unscoped("everybody is told of their own account")
public class AccountNews {

    private final JdbcClient jdbc;
    private final OperationLog log;
    private final Clock clock;

    AccountNews(JdbcClient jdbc, OperationLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /** What they have not said they know of; what was done before locks, each newest first. */
    @Transactional(readOnly = true)
    public List<AccountChange> of(Officer officer) {
        return jdbc.sql("""
                        select n.*, coalesce(n.actor_id = :officer, false) own, o.name, o.unit from registry.account_news(:officer, :login) n
                        left join registry.officer o on o.id = n.actor_id
                        order by n.action in ('FACTOR_LOCKED', 'SIGN_IN_LOCKED'), n.id desc""")
                .param("officer", officer.id())
                .param("login", officer.login())
                .query((row, number) -> new AccountChange(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("name"),
                        row.getString("unit"),
                        row.getBoolean("own"),
                        row.getString("action"),
                        row.getString("detail"),
                        row.getString("address")))
                .list();
    }

    /** Those of the county to be told where something was not as it should be: whoever grants roles, and whoever reads the log. */
    @Transactional(readOnly = true)
    public List<Contact> contacts(Officer officer) {
        return jdbc.sql("""
                        select g.role, string_agg(distinct o.name, '、') names from registry.officer_grant g
                        join registry.officer o on o.id = g.officer_id
                        where g.role in (:roles) and o.enabled and o.area_code = :county
                          and g.valid_from <= :today and (g.valid_to is null or g.valid_to >= :today)
                        group by g.role order by g.role desc""")
                .param(
                        "roles",
                        Stream.of(Action.GRANT_ROLE, Action.READ_LOG)
                                .flatMap(action -> action.roles().stream())
                                .map(Role::name)
                                .toList())
                .param("county", officer.area().county().value())
                .param("today", LocalDate.now(clock))
                .query((row, number) -> new Contact(Role.valueOf(row.getString("role")), row.getString("names")))
                .list();
    }

    /**
     * Writes down that the officer knows of it.
     *
     * @param last the newest they were shown
     * @return false where something came in meanwhile, which they have to see first
     */
    public boolean known(Officer officer, long last) {
        List<AccountChange> changes = of(officer);
        if (changes.isEmpty()) {
            return true;
        }
        if (newest(changes) != last) {
            return false;
        }
        log.done("ACCOUNT_NEWS_READ", "officer", officer.id(), officer.area(), changes.size() + " 条");
        return true;
    }

    /** By which {@link #known} tells whether there is anything they were not shown. */
    public static long newest(List<AccountChange> changes) {
        return changes.stream().mapToLong(AccountChange::id).max().orElse(0);
    }

    /** Who is to be told, by what they are. */
    public record Contact(Role role, String names) {}
}

package cn.civilaffairs.web.limited;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes every look at what is under limited access down by itself, beside the ordinary note of the page. */
@Repository
@Transactional
public class LimitedViews {

    private final JdbcClient jdbc;
    private final OperationLog log;

    LimitedViews(JdbcClient jdbc, OperationLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /** @param id of a household, a person or a case, as the page's address has it */
    public void looked(UUID id, String page) {
        limitOf(id, Acting.scope())
                .ifPresent(limit -> log.done("LIMITED_VIEWED", "limited_access", limit, null, page + " " + id));
    }

    private Optional<UUID> limitOf(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select limit_id from registry.household
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi
                        union all
                        select limit_id from registry.resident
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi
                        union all
                        select limit_id from casework.case_file
                        where id = :id and limit_id is not null and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional();
    }
}

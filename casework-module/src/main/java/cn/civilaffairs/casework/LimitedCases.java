package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.limited.AccessLimited;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Puts a household's cases under limited access with it, and takes them out again. */
@Repository
@Unscoped("the household was found within the officer's area, and its cases lie where it lies; the row policy holds")
class LimitedCases {

    private final JdbcClient jdbc;

    LimitedCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(AccessLimited changed) {
        jdbc.sql("update casework.case_file set limit_id = cast(:limit as uuid) where household_id = :household")
                .param("limit", changed.limitId())
                .param("household", changed.householdId())
                .update();
    }
}

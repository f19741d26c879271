package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Unscoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where what was opened lies, so that the log can be read by area (查阅日志的区划). */
@Repository
@Unscoped("the database's own scope holds; the page was found to lie in the officer's area before")
class ViewedAreas {

    /** The tables behind the first part of an address. */
    private static final Map<String, String> TABLES = Map.ofEntries(
            Map.entry("families", "registry.household"),
            Map.entry("people", "registry.resident"),
            Map.entry("moves", "registry.household_move"),
            Map.entry("limited-access", "registry.limited_access"),
            Map.entry("exports", "registry.list_extract"),
            Map.entry("imports", "registry.import_batch"),
            Map.entry("working-lists", "registry.import_batch"),
            Map.entry("cases", "casework.case_file"),
            Map.entry("changes", "casework.case_file"),
            Map.entry("leads", "casework.lead"),
            Map.entry("samples", "casework.sample"),
            Map.entry("benefits", "disbursement.entitlement"),
            Map.entry("red", "disbursement.entitlement"),
            Map.entry("why", "disbursement.determination"),
            Map.entry("reviews", "disbursement.review_task"),
            Map.entry("runs", "disbursement.payment_run"),
            Map.entry("recoveries", "disbursement.recovery"),
            Map.entry("back-payments", "disbursement.back_payment"),
            Map.entry("uplifts", "disbursement.uplift"));

    private final JdbcClient jdbc;

    ViewedAreas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    Optional<AreaCode> of(String kind, UUID id) {
        String table = TABLES.get(kind);
        return table == null
                ? Optional.empty()
                : jdbc.sql("select area_code from " + table + " where id = ?")
                        .param(id)
                        .query(String.class)
                        .optional()
                        .map(AreaCode::of);
    }
}

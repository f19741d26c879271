package cn.civilaffairs.web.audit;

import cn.civilaffairs.registry.audit.OperationLog;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down when the product began to work, on which schema, and when it was stopped in an orderly way (启停). */
@Component
@ConditionalOnExpression("'${civil.connection:own}' == 'own'")
class SystemLog {

    private static final Logger LOG = LoggerFactory.getLogger(SystemLog.class);
    private static final String OBJECT = "system";

    private final OperationLog log;
    private final ObjectProvider<Flyway> migrations;

    SystemLog(OperationLog log, ObjectProvider<Flyway> migrations) {
        this.log = log;
        this.migrations = migrations;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        MigrationInfo schema = migrations.stream()
                .map(flyway -> flyway.info().current())
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        log.done("SYSTEM_STARTED", OBJECT, null, null, "数据库结构 " + (schema == null ? "-" : schema.getVersion()));
    }

    @EventListener
    void on(ContextClosedEvent closed) {
        try {
            log.done("SYSTEM_STOPPED", OBJECT, null, null, "");
        } catch (RuntimeException databaseGone) {
            LOG.warn("The stop could not be logged: {}", databaseGone.getMessage());
        }
    }
}

package cn.civilaffairs.registry.database;

import cn.civilaffairs.registry.audit.AuditDatabase;
import cn.civilaffairs.registry.protection.MasterKey;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With no {@code spring.datasource.url} the product brings its own server, in {@code civil.data-dir}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${civil.connection:own}' == 'own'")
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "-")
class EmbeddedServerConfiguration {

    @Bean(destroyMethod = "close")
    EmbeddedServer embeddedServer(
            @Value("${civil.data-dir:data}") Path folder, @Value("${civil.embedded-port:0}") int port)
            throws IOException {
        return EmbeddedServer.start(folder, port);
    }

    @Bean
    MasterKey masterKey(@Value("${civil.data-dir:data}") Path folder, EmbeddedServer server) {
        return server.fresh()
                ? MasterKey.readOrCreate(folder.resolve("master.key"))
                : MasterKey.read(folder.resolve("master.key"));
    }

    @Bean
    AuditDatabase auditDatabase(EmbeddedServer server) {
        return new AuditDatabase(server.url(), server.password());
    }

    @Bean
    JdbcConnectionDetails applicationConnection(EmbeddedServer server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseSetup.APPLICATION;
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url();
            }
        };
    }

    @Bean
    FlywayConnectionDetails migrationConnection(EmbeddedServer server) {
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return DatabaseSetup.MIGRATION;
            }

            @Override
            public String getPassword() {
                return server.password();
            }

            @Override
            public String getJdbcUrl() {
                return server.url();
            }
        };
    }
}

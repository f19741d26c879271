package cn.civilaffairs.registry.database;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Migrations sign in as the migration role and act as the owner, so that every table belongs to nobody who signs in. */
@Configuration(proxyBeanMethods = false)
class MigrationConfiguration {

    @Bean
    FlywayConfigurationCustomizer actAsOwner() {
        return flyway -> flyway.initSql("set role civil_owner");
    }
}

package cn.civilaffairs.registry.database;

import cn.civilaffairs.registry.audit.AuditDatabase;
import cn.civilaffairs.registry.protection.MasterKey;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A bureau's own server: its master key is a file somebody put there on purpose, never one the product made up. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${civil.connection:own}' == 'own'")
@ConditionalOnProperty(name = "spring.datasource.url")
class ExternalServerConfiguration {

    @Bean
    MasterKey masterKey(@Value("${civil.master-key-file:}") String file) {
        if (file.isBlank()) {
            throw new IllegalStateException("接入正式数据库须用 civil.master-key-file 指定主密钥文件。");
        }
        return MasterKey.read(Path.of(file));
    }

    /** Without its password the log is still written, but neither sealed nor shown to the auditor. */
    @Bean
    @ConditionalOnProperty(name = "civil.audit.password")
    AuditDatabase auditDatabase(
            @Value("${spring.datasource.url}") String url, @Value("${civil.audit.password}") String password) {
        return new AuditDatabase(url, password);
    }
}

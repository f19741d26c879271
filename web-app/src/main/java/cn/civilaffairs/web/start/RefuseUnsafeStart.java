package cn.civilaffairs.web.start;

import cn.civilaffairs.registry.officer.OfficerAccounts;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * On a bureau's own server the product does not start with demo accounts in the database, nor on a connection that the
 * row policies do not bind.
 */
@Component
@ConditionalOnProperty(name = "spring.datasource.url")
class RefuseUnsafeStart {

    RefuseUnsafeStart(OfficerAccounts accounts, JdbcClient jdbc) {
        if (accounts.hasDemoAccounts()) {
            throw new IllegalStateException("数据库中有演示账号，拒绝启动。请换用空库，或停用并移除演示数据。");
        }
        boolean bound = jdbc.sql("""
                        select not (rolsuper or rolbypassrls) and not exists (
                            select from pg_tables where schemaname = 'registry' and tableowner = current_user)
                        from pg_roles where rolname = current_user""").query(Boolean.class).single();
        if (!bound) {
            throw new IllegalStateException("数据库连接使用了超级用户、表所有者或可绕过行级策略的角色，拒绝启动。请使用 civil_app。");
        }
    }
}

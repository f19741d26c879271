package cn.civilaffairs.web.start;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.LineOfBusiness;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.web.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the first two administrators of an empty installation, one for accounts and one for appointments, with passwords
 * that work once. It does nothing once any account exists.
 */
@Component
@ConditionalOnProperty(name = {"civil.first-admins", "civil.county"})
class FirstAdministrators implements ApplicationRunner {

    private final OfficerAccounts accounts;
    private final PasswordEncoder encoder;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Words words;
    private final String[] logins;
    private final String[] county;

    FirstAdministrators(
            OfficerAccounts accounts,
            PasswordEncoder encoder,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            Words words,
            @Value("${civil.first-admins}") String[] logins,
            @Value("${civil.county}") String[] county) {
        if (logins.length != 2 || logins[0].equals(logins[1]) || county.length != 2) {
            throw new IllegalArgumentException("civil.first-admins 须为两个不同的登录名，civil.county 须为 12 位区划代码和县名，均以逗号分隔。");
        }
        this.accounts = accounts;
        this.encoder = encoder;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.words = words;
        this.logins = logins;
        this.county = county;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!accounts.nobodyYet()) {
            System.out.println("已有账号，不再新建首任管理员。");
            return;
        }
        transaction.executeWithoutResult(status -> {
            AreaCode area = AreaCode.of(county[0]);
            jdbc.sql("""
                            insert into registry.area (code, name, level, initials, valid_from)
                            values (?, ?, 'COUNTY', '', ?) on conflict do nothing""").params(area.value(), county[1], LocalDate.now(clock)).update();
            Map.of(logins[0], Role.SYS_ADMIN, logins[1], Role.SEC_ADMIN).forEach((login, role) -> {
                String password = UUID.randomUUID().toString();
                UUID id = accounts.create(login, login, county[1] + "民政局", area, encoder.encode(password));
                accounts.grant(id, role, LineOfBusiness.ADMINISTRATION);
                System.out.printf("首任%s %s 的一次性密码：%s（24 小时内有效）%n", words.of(role), login, password);
            });
        });
    }
}

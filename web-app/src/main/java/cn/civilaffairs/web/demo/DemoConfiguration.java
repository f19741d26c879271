package cn.civilaffairs.web.demo;

import cn.civilaffairs.registry.officer.OfficerAccounts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What the sign-in page and the frame of every page ask to know whether this is the demo county. */
@Configuration(proxyBeanMethods = false)
@Conditional(OnDemoServer.class)
class DemoConfiguration {

    /** One password for all accounts; the server they exist on listens to this machine alone. */
    static final String PASSWORD = "Yunxi-2026";

    /** Looked up with the first request, when the county has been installed or found. */
    @Bean
    @Lazy
    @Nullable
    DemoNotice demoNotice(OfficerAccounts accounts) {
        return accounts.hasDemoAccounts() ? new DemoNotice(PASSWORD, players()) : null;
    }

    static List<DemoNotice.Player> players() {
        return DemoOfficer.all(DemoArea.all()).stream()
                .filter(DemoOfficer::shown)
                .map(account -> new DemoNotice.Player(
                        account.officer().login(), account.officer().name(), account.part()))
                .toList();
    }
}

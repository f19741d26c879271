package cn.civilaffairs.web.demo;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says on the console, once the pages can be opened, where they are and who may sign in. */
@Component
@Conditional(OnDemoServer.class)
class DemoWelcome {

    private final ObjectProvider<DemoNotice> notice;
    private final DemoClock clock;
    private final Environment environment;

    DemoWelcome(ObjectProvider<DemoNotice> notice, DemoClock clock, Environment environment) {
        this.notice = notice;
        this.clock = clock;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void greet() {
        DemoNotice demo = notice.getIfAvailable();
        String port = environment.getProperty("local.server.port");
        if (demo == null || port == null) {
            return;
        }
        StringBuilder text = new StringBuilder("\n");
        text.append("  演示县「云溪县」已就绪，演示日期 ").append(clock.today()).append("\n\n");
        text.append("  请用浏览器打开  http://localhost:").append(port).append("/\n\n");
        text.append("  所有演示账号的密码都是  ").append(demo.password()).append("\n\n");
        for (DemoNotice.Player player : demo.players()) {
            text.append("    %-8s %s  %s%n".formatted(player.login(), player.name(), player.part()));
        }
        text.append("    其余乡镇：经办 tc_01a … tc_16a，审核 tr_01 … tr_16（末两位是乡镇编号）\n");
        System.out.println(text);
    }
}

package cn.civilaffairs.web.demo;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The demo county belongs on the product's own server and nowhere else. A bureau's server is named by a JDBC address; a
 * test that hands over a connection of its own has to ask for the county by {@code civil.demo.enabled}.
 */
final class OnDemoServer implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        String url = environment.getProperty("spring.datasource.url", "");
        boolean own = url.isEmpty()
                && environment.getProperty("civil.connection", "own").equals("own");
        return !url.startsWith("jdbc:") && environment.getProperty("civil.demo.enabled", Boolean.class, own);
    }
}

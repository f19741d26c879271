package cn.civilaffairs.web.start;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StartConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SafeStart safeStart() {
        return new SafeStart(true);
    }
}

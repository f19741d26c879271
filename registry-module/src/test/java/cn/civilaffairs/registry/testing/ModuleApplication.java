package cn.civilaffairs.registry.testing;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * The modules on the classpath, wired as web-app wires them. Not a {@code @Configuration} itself, so that web-app's own scan
 * passes it by.
 */
@EnableAutoConfiguration
@ComponentScan(
        basePackages = "cn.civilaffairs",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "cn\\.civilaffairs\\.registry\\.testing\\..*",
                            "cn\\.civilaffairs\\.web\\..*",
                            "cn\\.civilaffairs\\.CivilAffairsApplication",
                            ".*Tests(\\$.*)?"
                        }))
class ModuleApplication {}

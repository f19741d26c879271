package cn.civilaffairs.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/** What pages say things with: {@code @PageHelper("show")} is {@code ${#show.yuan(amount)}} in a template. */
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface PageHelper {

    @AliasFor(annotation = Component.class)
    String value();
}

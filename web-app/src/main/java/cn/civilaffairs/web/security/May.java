package cn.civilaffairs.web.security;

import cn.civilaffairs.kernel.Action;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.security.access.prepost.PreAuthorize;

/** Only for officers who have the action (岗位权限); the second look behind the route's own. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@PreAuthorize("hasAuthority('MAY_{value}')")
public @interface May {

    Action value();
}

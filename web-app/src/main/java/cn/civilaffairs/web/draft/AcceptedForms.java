package cn.civilaffairs.web.draft;

import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.draft.Drafts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Drops the draft of a form that was accepted: one sent with a {@code draftKey} and answered by a redirect. */
@Configuration(proxyBeanMethods = false)
class AcceptedForms implements WebMvcConfigurer, HandlerInterceptor {

    private final Drafts drafts;

    AcceptedForms(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        String form = request.getParameter("draftKey");
        if (form != null
                && "POST".equals(request.getMethod())
                && answer != null
                && answer.getViewName() != null
                && answer.getViewName().startsWith("redirect:")) {
            Acting.current().ifPresent(officer -> drafts.discard(officer, form));
        }
    }
}

package cn.civilaffairs.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.validation.Errors;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * A form that is shown again with what is wrong in it was not accepted, and its status says so too: 422, whichever form it
 * is (security design §2.2). Controllers that know better, such as of a conflict, have set theirs already.
 */
@Configuration(proxyBeanMethods = false)
class RefusedForms implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        if (answer != null
                && "POST".equals(request.getMethod())
                && response.getStatus() == HttpServletResponse.SC_OK
                && answer.getViewName() != null
                && !answer.getViewName().startsWith("redirect:")
                && isRefused(answer)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
    }

    /** By a field's error, or by the red line above the form that the layout shows. */
    private static boolean isRefused(ModelAndView answer) {
        return answer.getModel().containsKey("refusal")
                || answer.getModel().values().stream()
                        .anyMatch(value -> value instanceof Errors errors && errors.hasErrors());
    }
}

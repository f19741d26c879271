package cn.civilaffairs.web.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Sends whoever is not signed in to the sign-in page, and says so where a session ran out; programs get an answer in JSON. */
class SignInEntryPoint extends LoginUrlAuthenticationEntryPoint {

    SignInEntryPoint() {
        super("/login");
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (NoSuchPage.isAskedFor(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String accepted = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        if (accepted.contains(MediaType.APPLICATION_JSON_VALUE) && !accepted.contains(MediaType.TEXT_HTML_VALUE)) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write("{\"code\":\"AUTH_REQUIRED\",\"message\":\"请重新登录。\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        super.commence(request, response, reason);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
        boolean ranOut = request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        return ranOut ? "/login?timeout" : "/login";
    }
}

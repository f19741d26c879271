package cn.civilaffairs.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The answer to whoever is too quick: the header tells the browser how long to wait, the error page the officer. */
final class TooMany {

    private TooMany() {}

    static void refuse(HttpServletRequest request, HttpServletResponse response, Duration wait) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.toSeconds() + 1));
        request.setAttribute("waitMinutes", wait.toMinutes() + 1);
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
}

package cn.civilaffairs.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Where one lands, and the size of print (大字版), remembered in a cookie. */
@Controller
class PreferencesController {

    static final String PRINT_COOKIE = "print";

    @GetMapping("/")
    String home() {
        return "redirect:/desk";
    }

    @PostMapping("/preferences/print")
    String print(
            @RequestParam boolean large,
            @RequestHeader(value = HttpHeaders.REFERER, defaultValue = "/desk") String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(PRINT_COOKIE, large ? "large" : "normal")
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(Duration.ofDays(365))
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return "redirect:" + pathOf(from);
    }

    /** Only the path of the page one came from: never another host. */
    private static String pathOf(String address) {
        try {
            URI uri = URI.create(address);
            String path = uri.getRawPath() == null || !uri.getRawPath().startsWith("/") ? "/desk" : uri.getRawPath();
            if (path.startsWith("//")) {
                return "/desk";
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException malformed) {
            return "/desk";
        }
    }
}

package cn.civilaffairs.web.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request made once more from what was kept of it: method, path and parameters. Kept as {@code GET /leads/list.xlsx?view=ALL}.
 */
final class AskedAgain extends HttpServletRequestWrapper {

    private final String method;
    private final String path;
    private final Map<String, String[]> parameters;
    private final Map<String, Object> attributes = new HashMap<>();

    AskedAgain(HttpServletRequest now, String kept) {
        super(now);
        int space = kept.indexOf(' ');
        int question = kept.indexOf('?');
        this.method = kept.substring(0, space);
        this.path = kept.substring(space + 1, question);
        this.parameters = parse(kept.substring(question + 1));
    }

    /** What is kept of a request; not its token, which is the session's. */
    static String keep(HttpServletRequest request) {
        StringBuilder kept = new StringBuilder(request.getMethod())
                .append(' ')
                .append(request.getRequestURI()
                        .substring(request.getContextPath().length()))
                .append('?');
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                for (String value : values) {
                    kept.append(encode(name)).append('=').append(encode(value)).append('&');
                }
            }
        });
        return kept.toString();
    }

    private static String encode(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }

    private static Map<String, String[]> parse(String query) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                parameters.merge(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        new String[] {value},
                        AskedAgain::joined);
            }
        }
        return parameters;
    }

    private static String[] joined(String[] first, String[] second) {
        String[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    String path() {
        return path;
    }

    @Override
    public String getMethod() {
        return method;
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + path;
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }

    @Override
    public @Nullable String getQueryString() {
        return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return parameters.get(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(parameters);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    // what is found out about this request is kept apart from what is known of the one it is made in

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        attributes.put(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        attributes.put(name, null);
    }
}

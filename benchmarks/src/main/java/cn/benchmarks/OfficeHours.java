package cn.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Officers at their browsers: each signed in with a session of their own, opening pages over kept-alive connections. */
final class OfficeHours implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final ExecutorService people = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(null, work, "officer", 256 * 1024);
        thread.setDaemon(true);
        return thread;
    });
    private final String address;

    OfficeHours(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Somebody signed in. @param township the number of the township, 0 for the county */
    record Visitor(String session, int township) {}

    /** A page and how long it took to come. */
    record Visit(String page, double millis) {}

    Visitor signIn(String login, String password, int township) throws IOException, InterruptedException {
        HttpResponse<String> form = get("/login", null);
        String first = session(form, "");
        Matcher token = TOKEN.matcher(form.body());
        if (!token.find()) {
            throw new IllegalStateException("no form to sign in with");
        }
        String body = "username=" + login + "&password=" + encoded(password) + "&_csrf=" + encoded(token.group(1));
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", first)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String location = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || location.contains("/login")) {
            throw new IllegalStateException(login + " was not signed in: " + answer.statusCode() + " " + location);
        }
        return new Visitor(session(answer, first), township);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String session(HttpResponse<?> answer, String otherwise) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("JSESSIONID"))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElse(otherwise);
    }

    private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String cookie)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Opens a page once; anything but the page itself is a failure of the measurement. */
    Visit open(Visitor visitor, String page, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> answer = get(path, visitor.session());
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " answered " + answer.statusCode() + " "
                    + answer.headers().firstValue("Location").orElse(""));
        }
        return new Visit(page, millis);
    }

    /** What a visitor opens next: the name of the page and its path. */
    interface Choice extends Function<SplittableRandom, String[]> {}

    /**
     * Everybody at work for some time.
     *
     * @param think seconds between one page and the next, from half to one and a half times as long; 0 for none
     */
    List<Visit> work(List<Visitor> visitors, Function<Visitor, Choice> choices, double think, Duration time)
            throws Exception {
        long end = System.nanoTime() + time.toNanos();
        List<Future<List<Visit>>> all = new ArrayList<>();
        for (int i = 0; i < visitors.size(); i++) {
            Visitor visitor = visitors.get(i);
            Choice choice = choices.apply(visitor);
            SplittableRandom random = new SplittableRandom(20_261_122 + i);
            all.add(people.submit(() -> {
                List<Visit> visits = new ArrayList<>();
                pause(random.nextDouble() * think);
                while (System.nanoTime() < end) {
                    String[] next = choice.apply(random);
                    visits.add(open(visitor, next[0], next[1]));
                    pause((0.5 + random.nextDouble()) * think);
                }
                return visits;
            }));
        }
        List<Visit> visits = new ArrayList<>();
        for (Future<List<Visit>> one : all) {
            visits.addAll(one.get());
        }
        return visits;
    }

    private static void pause(double seconds) throws InterruptedException {
        if (seconds > 0) {
            Thread.sleep((long) (seconds * 1_000));
        }
    }

    /** Requests a second and how long they took, of one page or of all. */
    record Result(double perSecond, double p50, double p95, double p99) {

        static Result of(List<Visit> visits, Duration time) {
            List<Double> sorted =
                    new ArrayList<>(visits.stream().map(Visit::millis).toList());
            Collections.sort(sorted);
            return new Result(
                    visits.size() / (time.toMillis() / 1_000.0), at(sorted, 50), at(sorted, 95), at(sorted, 99));
        }

        private static double at(List<Double> sorted, int percent) {
            return sorted.isEmpty()
                    ? Double.NaN
                    : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }

        String row(String name, String against) {
            return String.format(
                    Locale.ROOT, "| %s | %,.1f | %.0f | %.0f | %.0f | %s |", name, perSecond, p50, p95, p99, against);
        }
    }

    @Override
    public void close() {
        people.shutdownNow();
    }
}

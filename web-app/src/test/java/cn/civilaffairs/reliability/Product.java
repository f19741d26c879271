package cn.civilaffairs.reliability;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The product as its users run it: a Java process of its own, which can be killed, and its pages over HTTP. */
final class Product implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "reliability");
    private static final Duration START = Duration.ofSeconds(300);

    private final Process process;
    private final int port;
    private final Path log;

    private Product(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** @param url of the database, past which the product knows nothing of this test */
    static Product start(String url, Path masterKey, String... more) throws IOException, InterruptedException {
        Product product = launch(url, masterKey, more);
        try {
            product.awaitReady();
        } catch (IllegalStateException failed) {
            product.close();
            throw failed;
        }
        return product;
    }

    /** The same without waiting until it is ready. */
    static Product launch(String url, Path masterKey, String... more) throws IOException {
        Files.createDirectories(LOGS);
        int port = Machine.freePort();
        Path log = LOGS.resolve("product-" + port + ".log");
        Path temporary = Files.createDirectories(LOGS.resolve("tmp-" + port)).toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath(),
                "cn.civilaffairs.CivilAffairsApplication",
                "--server.port=" + port,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=civil_app",
                "--spring.datasource.password=" + Machine.PASSWORD,
                "--spring.flyway.user=civil_migrate",
                "--spring.flyway.password=" + Machine.PASSWORD,
                "--spring.flyway.url=" + url,
                "--civil.master-key-file=" + masterKey.toAbsolutePath(),
                "--civil.audit.password=" + Machine.PASSWORD,
                "--civil.anchor-file="
                        + LOGS.resolve("anchors-" + port + ".csv").toAbsolutePath(),
                "--civil.second-factor=off"));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Product(process, port, log);
    }

    /** What the product is made of, without what only tests bring. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("-tests.jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant until = Instant.now().plus(START);
        Caller caller = caller();
        while (Instant.now().isBefore(until)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The product ended: " + Files.readString(log));
            }
            try {
                if (caller.get("/login").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("The product did not start: " + Files.readString(log));
    }

    /** {@code kill -9} */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Takes its memory away, all of it, for as long as the file exists; see {@link Ballast}. */
    void fillMemory(Path until) throws IOException, InterruptedException {
        String name = Ballast.class.getName().replace('.', '/') + ".class";
        Path jar = LOGS.resolve("ballast.jar").toAbsolutePath();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", Ballast.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = Objects.requireNonNull(Ballast.class.getResourceAsStream("/" + name))) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
        }
        Files.writeString(until, "");
        try {
            VirtualMachine machine = VirtualMachine.attach(String.valueOf(process.pid()));
            machine.loadAgent(jar.toString(), until.toAbsolutePath().toString());
            machine.detach();
            for (Instant patience = Instant.now().plusSeconds(60); Files.size(until) == 0; Thread.sleep(50)) {
                if (Instant.now().isAfter(patience)) {
                    throw new IllegalStateException("COULD NOT VERIFY: the product's memory is not full");
                }
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException refused) {
            throw new IllegalStateException("COULD NOT VERIFY: the product's memory could not be filled", refused);
        }
    }

    /** What it holds on to: bytes that live after a collection, threads, open files, files left in its temporary folder. */
    Footprint footprint() throws IOException, InterruptedException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String last = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        Path own = Path.of("/proc", String.valueOf(process.pid()));
        try (Stream<Path> threads = Files.list(own.resolve("task"));
                Stream<Path> open = Files.list(own.resolve("fd"));
                Stream<Path> temporary = Files.walk(LOGS.resolve("tmp-" + port))) {
            return new Footprint(
                    Long.parseLong(last.strip().split("\\s+")[2]), (int) threads.count(), (int) open.count(), (int)
                            temporary.filter(Files::isRegularFile).count());
        }
    }

    record Footprint(long bytes, int threads, int open, int temporary) {}

    boolean isAlive() {
        return process.isAlive();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    Caller caller() {
        return new Caller();
    }

    Caller signedIn(String login, String password) throws IOException, InterruptedException {
        Caller caller = caller();
        caller.get("/login");
        HttpResponse<String> answer = caller.post("/login", "username", login, "password", password);
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("login")) {
            throw new IllegalStateException("Not signed in: " + answer.statusCode() + " "
                    + answer.headers().map());
        }
        caller.get("/desk");
        return caller;
    }

    /** One browser. */
    final class Caller {

        private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        private String token = "";

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return get(path, Duration.ofSeconds(60));
        }

        HttpResponse<String> get(String path, Duration patience) throws IOException, InterruptedException {
            HttpResponse<String> answer = http.send(
                    to(path).header("Accept", "text/html")
                            .timeout(patience)
                            .GET()
                            .build(),
                    BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        }

        /** @param fields names and values in turn */
        HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
            StringBuilder form = new StringBuilder("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
            for (int i = 0; i < fields.length; i += 2) {
                form.append('&').append(fields[i]).append('=');
                form.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return http.send(
                    to(path).header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                            .build(),
                    BodyHandlers.ofString());
        }

        private HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(60));
        }
    }
}

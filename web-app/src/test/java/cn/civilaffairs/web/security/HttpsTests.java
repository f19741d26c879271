package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.registry.testing.TestDatabase;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** Behind a proxy that ends TLS: a real server, since cookies are the container's. */
@SpringBootTest(
        classes = CivilAffairsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "civil.connection=given")
@ActiveProfiles("https")
@Import(TestDatabase.class)
class HttpsTests {

    @LocalServerPort
    private int port;

    @Autowired
    private ServletContext container;

    @Test
    @Tag("AC-020")
    void keepsTheSessionToTlsAndToThisHost() throws IOException, InterruptedException {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
                                .header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-For", "10.1.2.3")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());

        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-SESSION=")
                .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                .contains("max-age=31536000");
    }

    /** In the clear nothing is shown, and no redirect repeats the host a request named. */
    @Test
    @Tag("AC-020")
    void sendsWhoeverComesInTheClearToTls() throws IOException, InterruptedException {
        HttpResponse<Void> clear = ask("/cases?hold=OPEN", "http", HttpRequest.BodyPublishers.noBody());
        assertThat(clear.statusCode()).isEqualTo(301);
        assertThat(clear.headers().firstValue("Location")).hasValue("https://127.0.0.1/cases?hold=OPEN");
        assertThat(ask("/actuator/health", "http", HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
        assertThat(ask("/cases", "https", HttpRequest.BodyPublishers.noBody())
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login");
    }

    /** A form that lay too long is told apart from a right one does not have. */
    @Test
    @Tag("AC-077")
    void saysThatAFormLayTooLong() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
                                .header("X-Forwarded-Proto", "https")
                                .header("Accept", "text/html")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("username=x&password=y"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("页面已过期，没有提交", "请返回上一页并刷新").doesNotContain("没有办理这项业务的权限");
    }

    @Test
    @Tag("AC-015")
    void endsASessionAfterHalfAnHour() {
        assertThat(container.getSessionTimeout()).as("minutes").isEqualTo(30);
    }

    private HttpResponse<Void> ask(String page, String scheme, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                                .header("X-Forwarded-Proto", scheme)
                                .method("GET", body)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
    }
}

package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.registry.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
}

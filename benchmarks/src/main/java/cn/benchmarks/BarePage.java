package cn.benchmarks;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The limit the pages are held against: twenty rows by JDBC in a Thymeleaf table, for whoever is signed in, in the product's
 * own server. No scope, no layout, no menu, no count. The product finds it only when it is measured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
public class BarePage {

    static final String PATH = "/bare";

    /** Signed in is enough; the product's own chain would let nobody see a page it does not know. */
    @Bean
    @Order(0)
    SecurityFilterChain bareSecurity(HttpSecurity http) throws Exception {
        return http.securityMatcher(PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    /** A line of the bare list. */
    public record Row(String number, String title, String area, String status, String due, String step) {}

    @Controller
    static class Rows {

        private final JdbcClient jdbc;

        Rows(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @GetMapping(PATH)
        String list(Model model) {
            List<Row> rows = jdbc.sql(
                            "select number, title, area, status, due, step from bare.case_list order by due, number limit 20")
                    .query((row, number) -> new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)))
                    .list();
            model.addAttribute("rows", rows);
            return "bare";
        }
    }
}

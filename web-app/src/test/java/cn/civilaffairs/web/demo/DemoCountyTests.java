package cn.civilaffairs.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The first start on an empty folder, as a new user makes it, at a twentieth of the county's size. */
class DemoCountyTests {

    private static final double SCALE = Double.parseDouble(System.getProperty("demo.scale", "0.05"));

    @TempDir
    static Path folder;

    private static ConfigurableApplicationContext application;
    private static Officer viewer;

    @BeforeAll
    static void start() {
        application = start(folder);
        viewer = new Crew(DemoPlan.at(0.01).officers()).named("sup_1");
    }

    private static ConfigurableApplicationContext start(Path folder) {
        return new SpringApplicationBuilder(CivilAffairsApplication.class)
                .properties("civil.data-dir=" + folder, "civil.demo.scale=" + SCALE)
                .run("--server.port=0");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void theRosterAfterTheLastClosedMonthIsOnItsTargets() {
        for (DemoPlan.Target target : DemoPlan.Target.at(SCALE)) {
            assertThat(counts("""
                            select count(distinct e.id)::int, count(*)::int
                            from disbursement.entitlement e join disbursement.covered_person c on c.entitlement_id = e.id
                            where e.residence = '%s' and c.from_month <= '2026-10-01'
                                and (c.to_month is null or c.to_month >= '2026-10-01')""".formatted(target.residence())))
                    .containsExactly(target.households(), target.persons());
        }
    }

    private static List<Integer> counts(String sql) {
        return query(() -> application
                .getBean(JdbcClient.class)
                .sql(sql)
                .query((row, number) -> List.of(row.getInt(1), row.getInt(2)))
                .single());
    }

    private static <T> T query(Supplier<T> query) {
        return Acting.as(
                viewer, () -> application.getBean(TransactionTemplate.class).execute(status -> query.get()));
    }
}

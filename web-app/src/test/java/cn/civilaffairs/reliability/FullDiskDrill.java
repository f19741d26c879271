package cn.civilaffairs.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import cn.civilaffairs.CivilAffairsApplication;
import cn.civilaffairs.disbursement.PaymentRun;
import cn.civilaffairs.disbursement.PaymentRunDesk;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.backup.Backups;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.protection.MasterKey;
import cn.civilaffairs.registry.testing.TestClock;
import cn.civilaffairs.registry.testing.TestCounties;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Fills the disk of the database, and that of the backups (security design R5, R5b). No test of the build, since it must be
 * allowed to mount: the command is in docs/reliability.md. Where it is not allowed to, it fails.
 */
@SpringBootTest(
        classes = CivilAffairsApplication.class,
        properties = {
            "civil.connection=given",
            "civil.log-seal-seconds=0",
            "civil.routine-minutes=0",
            "db-scheduler.enabled=false",
            "reliability.volume=target/reliability/volume",
            "spring.datasource.hikari.maximum-pool-size=4"
        })
@Import({OnMachine.class, TestCounties.class, TestClock.class})
@DirtiesContext
class FullDiskDrill {

    private static final Path VOLUME = Path.of("target/reliability/volume").toAbsolutePath();
    private static final Path BACKUPS = Path.of("target/reliability/backups").toAbsolutePath();
    private static final YearMonth LAST_MONTH =
            YearMonth.now(ZoneId.of("Asia/Shanghai")).minusMonths(1);
    private static final String PASSWORD = "Durable-and-2026";
    private static final int HOUSEHOLDS = 5_000;

    @Autowired
    private Machine machine;

    @Autowired
    private PaymentRunDesk runs;

    @Autowired
    private BeanFactory beans;

    @BeforeAll
    static void mount() throws Exception {
        mount(VOLUME, "300m");
        mount(BACKUPS, "3m");
    }

    private static void mount(Path folder, String size) throws Exception {
        Files.createDirectories(folder);
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString())
                .inheritIO()
                .start();
        if (mount.waitFor() != 0) {
            fail("COULD NOT VERIFY: not allowed to mount a small disk at " + folder);
        }
    }

    @AfterAll
    static void unmount() throws Exception {
        for (Path folder : new Path[] {VOLUME, BACKUPS}) {
            new ProcessBuilder("umount", "-l", folder.toString()).start().waitFor();
        }
    }

    /** R5 */
    @Test
    @Tag("AC-094")
    void stopsTheRunInWordsWhenTheDiskIsFullAndCompletesItOnceThereIsRoom() throws Exception {
        Size.Trials trials = Size.of(1, 5);
        Random chance = Size.chance("R5");
        PaidCounty paid = new PaidCounty(beans, LAST_MONTH, HOUSEHOLDS);
        paid.letSignIn(machine, PASSWORD);
        Officer maker = paid.county.officer(Role.FINANCE_MAKER);
        int told = 0;
        int fallen = 0;
        try (Product product = Product.start(
                machine.url(),
                OnMachine.key(),
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.polling-interval=1s")) {
            for (int trial = 0; trials.goOn(trial); trial++) {
                Product.Caller caller = product.signedIn(maker.login(), PASSWORD);
                machine.execute("checkpoint");
                HttpResponse<String> answer = caller.post(
                        "/runs",
                        "requestKey",
                        UUID.randomUUID().toString(),
                        "scheme",
                        PaidCounty.SCHEME,
                        "month",
                        LAST_MONTH.toString(),
                        "kind",
                        "REGULAR");
                String to = answer.headers().firstValue("Location").orElseThrow();
                UUID run = UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
                Path ballast = fill(chance.nextInt(1 << 20));

                String seen = untilTold(caller, run);
                told += seen.contains("服务器磁盘空间不足") ? 1 : 0;
                fallen += seen.contains("数据库暂时连不上") ? 1 : 0;
                assertThat(machine.isUp() ? state(run) : "BUILDING").as(seen).isEqualTo("BUILDING");

                Files.delete(ballast);
                if (!machine.isUp()) {
                    machine.close();
                    machine.start();
                }
                awaitBuilt(product, run);
                assertPaidOnce(paid, run);
                Soundness.of(paid.county, beans);
                Acting.as(maker, () -> {
                    PaymentRun found = runs.find(run);
                    runs.abandon(run, found.version(), "再试一次");
                });
            }
        }
        Size.say(
                "R5: %d trials, told in words %d, server fallen %d, then %d households once each",
                trials.done(), told, fallen, HOUSEHOLDS);
        assertThat(told + fallen).isEqualTo(trials.done());
    }

    /** Leaves so many bytes. */
    private static Path fill(int left) throws IOException {
        Path ballast = VOLUME.resolve("ballast");
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (VOLUME.toFile().getUsableSpace() > left + block.length) {
                out.write(block);
            }
        }
        return ballast;
    }

    private static String untilTold(Product.Caller caller, UUID run) throws Exception {
        String page = "";
        for (Instant until = Instant.now().plus(Duration.ofSeconds(60));
                Instant.now().isBefore(until); ) {
            page = caller.get("/runs/" + run).body();
            if (page.contains("服务器磁盘空间不足") || page.contains("数据库暂时连不上")) {
                return page;
            }
            Thread.sleep(200);
        }
        return page;
    }

    private String state(UUID run) throws SQLException {
        return machine.ask("select state from disbursement.payment_run where id = '" + run + "'");
    }

    private void awaitBuilt(Product product, UUID run) throws Exception {
        Instant until = Instant.now().plus(Duration.ofSeconds(300));
        while (!state(run).equals("BUILT")) {
            assertThat(Instant.now()).as(product.log()).isBefore(until);
            Thread.sleep(200);
        }
    }

    private void assertPaidOnce(PaidCounty paid, UUID run) throws SQLException {
        String of = " from disbursement.payment_line where run_id = '" + run + "'";
        assertThat(machine.count("select count(*)" + of)).isEqualTo(HOUSEHOLDS);
        assertThat(machine.count("select count(distinct entitlement_id)" + of)).isEqualTo(HOUSEHOLDS);
        assertThat(machine.ask("select sum(amount)" + of))
                .isEqualTo(paid.total().toString());
    }

    /** R5b */
    @Test
    @Tag("AC-094")
    void leavesNoHalfBackupOnAFullDisk() throws Exception {
        try (Connection superuser = machine.superuser()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> Backups.write(
                            superuser,
                            VOLUME.resolve("data"),
                            Machine.PASSWORD,
                            MasterKey.read(OnMachine.key()),
                            BACKUPS.resolve("civil-2026-11-22.backup")))
                    .withMessageContaining("No space left");
        }
        try (Stream<Path> left = Files.list(BACKUPS)) {
            assertThat(left).isEmpty();
        }
        Size.say("R5b: no half backup, no remains");
    }
}

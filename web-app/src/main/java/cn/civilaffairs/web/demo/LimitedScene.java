package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.limited.LimitGround;
import cn.civilaffairs.registry.limited.LimitedAccess;
import cn.civilaffairs.registry.time.BusinessClock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A household with a child under protection, and a colleague who asks to see it (限制查看). */
@Component
@Conditional(OnDemoServer.class)
class LimitedScene {

    private static final AreaCode TOWNSHIP = AreaCode.of("999001016000");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 13);
    private static final int OF_AGE = 16;

    private final LimitedAccess access;
    private final JdbcClient jdbc;
    private final BusinessClock clock;
    private final TransactionTemplate transaction;

    LimitedScene(LimitedAccess access, JdbcClient jdbc, BusinessClock clock, TransactionTemplate transaction) {
        this.access = access;
        this.jdbc = jdbc;
        this.clock = clock;
        this.transaction = transaction;
    }

    void play(DemoPlan plan, Crew crew) {
        plan.inCare(DemoPlan.LAST_CLOSED).stream()
                .filter(family -> TOWNSHIP.contains(family.village()) && family.lastMonth() == null)
                .filter(family -> family.members().stream()
                        .anyMatch(member -> member.idNumber().birthDate().isAfter(DAY.minusYears(OF_AGE))))
                .max(Comparator.comparing(DemoHousehold::number))
                .ifPresent(family -> limit(family.id(), crew));
    }

    private void limit(UUID household, Crew crew) {
        clock.moveTo(DAY.atTime(10, 0));
        String fileNo = Acting.as(
                crew.clerkOf(TOWNSHIP),
                () -> transaction.execute(status -> {
                    String number = jdbc.sql("select file_no from registry.household where id = ?")
                            .param(household)
                            .query(String.class)
                            .single();
                    access.place(
                            household, LimitGround.CHILD_PROTECTION, "家中儿童由儿童福利股跟进保护，住址和就读学校不得外传", List.of("co_1"));
                    return number;
                }));
        clock.moveTo(DAY.atTime(15, 0));
        Acting.as(
                crew.named("cc_1"),
                () -> transaction.executeWithoutResult(
                        status -> access.ask(String.valueOf(fileNo), "年度复核抽到这户，需要核对家庭成员和收入", 8)));
    }
}

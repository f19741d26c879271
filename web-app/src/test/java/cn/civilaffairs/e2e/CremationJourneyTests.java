package cn.civilaffairs.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.officer.OfficerAccounts;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.resident.RevealedField;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A cremation is entered; the family's page shows the money held; the township verifies; what was overpaid is claimed. */
@Journey
class CremationJourneyTests {

    private static final String TOWN = "999001012";
    private static final String CLERK = "tc_12a";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ResidentRegister residents;

    @Autowired
    private OfficerAccounts accounts;

    @Autowired
    private TransactionTemplate transaction;

    private record Deceased(UUID household, UUID id, String name, String number, String village) {}

    /** Somebody of the township who lives alone on the allowance and was paid in October. */
    private Deceased somebody() {
        Officer clerk = accounts.byLogin(CLERK).orElseThrow().officer();
        return Acting.as(
                clerk,
                () -> transaction.execute(status -> jdbc.sql("""
                        select e.household_id, r.id, r.name, r.area_code from disbursement.entitlement e
                        join registry.resident r on r.id = e.resident_id and r.death_date is null
                        where e.scheme = 'minimum-living' and e.last_month is null and e.area_code like :town
                          and (select count(*) from disbursement.covered_person c where c.entitlement_id = e.id) = 1
                          and not exists (select from disbursement.hold h where h.entitlement_id = e.id)
                          and exists (select from disbursement.payment_line l join disbursement.line_result s using (run_id, seq)
                            where l.entitlement_id = e.id and l.benefit_month = '2026-10-01' and s.succeeded)
                        order by r.birth_date limit 1""")
                        .param("town", TOWN + "%")
                        .query((row, number) -> {
                            UUID id = row.getObject("id", UUID.class);
                            return new Deceased(
                                    row.getObject("household_id", UUID.class),
                                    id,
                                    row.getString("name"),
                                    residents.reveal(id, RevealedField.ID_NUMBER, "浏览器测试办理火化登记", clerk.scope()),
                                    row.getString("area_code"));
                        })
                        .single()));
    }

    @Test
    void theCremationHoldsTheMoneyAndWhatWasPaidSinceIsClaimed(Browsers browsers) {
        Deceased deceased = somebody();
        String caseAt = received(browsers.signIn("fu_1"), deceased);

        Screen clerk = browsers.signIn(CLERK);
        clerk.go("/families/" + deceased.household() + "/benefits")
                .sees("停发原因：火化登记", "待乡镇核实")
                .shot("family-held-after-cremation");
        clerk.go("/leads");
        clerk.page()
                .locator("tr:has-text('" + deceased.name() + "') a:has-text('核实回复')")
                .first()
                .click();
        clerk.sees("火化登记").shot("lead-of-a-cremation");
        clerk.page().getByLabel("属实-停发").first().check();
        clerk.fill("核实经过", "入户核实，老人 9 月 10 日去世，家属确认").press("提交回复").sees("等待县级");

        browsers.signIn("cc_1").go(clerk.path()).press("确认这个回复").sees("已办结");

        clerk.go("/families/" + deceased.household() + "/benefits")
                .sees("停发原因：火化登记", "2026-09")
                .shot("family-stopped-after-cremation");
        browsers.signIn("cc_2").go("/recoveries").sees(deceased.name()).shot("claim-after-cremation");

        certified(browsers, caseAt, deceased);
    }

    private static String received(Screen handler, Deceased deceased) {
        handler.follow("火化登记").follow("接收登记");
        handler.fill("证件号码", deceased.number()).fill("所在村", deceased.village()).fill("死亡日期", "2026-09-10");
        handler.page().locator("#name, [name=name]").first().fill(deceased.name());
        handler.fill("死亡证明编号", "云医死证〔2026〕0910");
        handler.page().locator("[name=handler]").fill("王家祥");
        handler.fill("与死者关系", "子");
        handler.page().locator("[value=death-paper]").check();
        handler.page().locator("[value=handler-id]").check();
        handler.page().locator("[value=handler-signature]").check();
        handler.shot("cremation-reception");
        handler.press("接收登记").sees("已接收登记", "已通知乡镇核实").shot("cremation-received");
        return handler.path();
    }

    private static void certified(Browsers browsers, String caseAt, Deceased deceased) {
        browsers.signIn("fu_1").go(caseAt).press("同意").sees("火化");
        Screen operator = browsers.signIn("fu_2").go(caseAt);
        operator.fill("火化炉号", "1 号炉").fill("再次核对", deceased.number()).press("登记火化");
        operator.fill("遗体接运", "450").fill("火化（元）", "1,860").press("保存费用");
        operator.sees("1,780.00", "530.00").shot("cremation-billed");
        operator.press("同意");
        Screen leader = browsers.signIn("fa_1").go(caseAt).press("同意");
        leader.go(caseAt).sees("HZ9990012026").shot("cremation-certified");
        leader.follow("打印文书");
        assertThat(leader.print("打印")).contains("cremation-certificate");
    }
}

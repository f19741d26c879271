package cn.civilaffairs.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.testing.DatabaseTest;
import cn.civilaffairs.registry.testing.TestCounties;
import cn.civilaffairs.registry.testing.TestCounty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DatabaseTest
class PrintRegisterTests {

    private static final IntFunction<byte[]> MAKER = copy -> ("copy " + copy).getBytes(StandardCharsets.UTF_8);

    @Autowired
    private PrintRegister register;

    @Autowired
    private TestCounties counties;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private TestCounty county;
    private Officer clerk;
    private UUID caseId;

    @BeforeEach
    void aCaseInTheFirstTownship() {
        county = counties.create();
        clerk = county.officer(Role.TOWN_CLERK);
        caseId = Ids.next();
        Acting.as(
                clerk,
                () -> transaction.executeWithoutResult(status -> jdbc.sql("""
                                insert into casework.case_file
                                    (id, case_no, matter, area_code, title, status, step, step_since, opened_on)
                                values (?, ?, 'test-matter', ?, '王小明', 'OPEN', 'acceptance', '2026-11-16', '2026-11-16')""")
                        .params(caseId, "T-" + caseId, county.village(1, 1).value())
                        .update()));
    }

    @Test
    void numbersTheCopiesOfEachPaperAndKeepsWhatWasHandedOut() {
        print(clerk, "acceptance");
        print(clerk, "posting");
        print(county.officer(Role.TOWN_CLERK, 2), "acceptance");

        List<PrintedPaper> prints = Acting.as(clerk, () -> register.of(caseId));
        assertThat(prints)
                .extracting(print -> print.paper() + " " + print.copyNo() + " " + print.printedBy())
                .containsExactly("acceptance 1 测试1", "posting 1 测试1", "acceptance 2 测试2");
        assertThat(prints.get(2).sha256()).isEqualTo(StoredFiles.sha256("copy 2".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void registersNothingThatCouldNotBeMade() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Acting.as(
                        clerk,
                        () -> register.print(caseId, county.village(1, 1), "acceptance", copy -> {
                            throw new IllegalStateException("no paper");
                        })));

        assertThat(Acting.as(clerk, () -> register.of(caseId))).isEmpty();
    }

    @Test
    void knowsNoCasesOfOtherTownships() {
        Officer elsewhere = county.elsewhere(Role.TOWN_CLERK);
        print(clerk, "acceptance");

        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> print(elsewhere, "acceptance"));
        assertThat(Acting.as(elsewhere, () -> register.of(caseId))).isEmpty();
    }

    private byte[] print(Officer officer, String paper) {
        return Acting.as(officer, () -> register.print(caseId, county.village(1, 1), paper, MAKER));
    }
}

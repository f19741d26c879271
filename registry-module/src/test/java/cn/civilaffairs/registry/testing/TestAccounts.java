package cn.civilaffairs.registry.testing;

import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Role;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.AccountKind;
import cn.civilaffairs.registry.resident.AccountRegister;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;

/** Accounts in use, entered by one officer of the first township and confirmed by another. */
@TestComponent
public record TestAccounts(AccountRegister accounts) {

    private static final AtomicInteger CARDS = new AtomicInteger(400_000_000);

    public void confirmed(TestCounty county, UUID person, String name) {
        Officer clerk = county.officer(Role.TOWN_CLERK);
        Officer reviewer = county.officer(Role.TOWN_REVIEWER);
        String number = TestPeople.cardNumber(CARDS.incrementAndGet());
        UUID account = Acting.as(
                clerk,
                () -> accounts.enter(person, name, "农商银行", number, AccountKind.CARD, clerk.scope())
                        .id());
        Acting.as(reviewer, () -> accounts.confirm(person, account, number, reviewer.scope()));
    }
}

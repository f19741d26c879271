package cn.civilaffairs.registry.officer;

import cn.civilaffairs.registry.routine.Routine;
import org.springframework.stereotype.Component;

/** Closes accounts nobody uses and forgets old failures. */
@Component
class AccountRoutine implements Routine {

    private final OfficerAccounts accounts;
    private final SignInGuard guard;

    AccountRoutine(OfficerAccounts accounts, SignInGuard guard) {
        this.accounts = accounts;
        this.guard = guard;
    }

    @Override
    public String name() {
        return "idle accounts";
    }

    @Override
    public void run() {
        accounts.closeIdle();
        guard.forgetOld();
    }
}

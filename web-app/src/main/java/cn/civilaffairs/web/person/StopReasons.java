package cn.civilaffairs.web.person;

import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.ExitCode;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.HoldReason;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.web.PageHelper;
import cn.civilaffairs.web.Words;

/** Why a benefit is not paid, with where that is known from (停发原因): {@code ${#stopReasons.of(benefit)}}. */
@PageHelper("stopReasons")
public class StopReasons {

    private final EntitlementDesk entitlements;
    private final ResidentRegister residents;
    private final Words words;

    StopReasons(EntitlementDesk entitlements, ResidentRegister residents, Words words) {
        this.entitlements = entitlements;
        this.residents = residents;
        this.words = words;
    }

    /** Empty while it is paid. */
    public String of(BenefitInForce benefit) {
        if (benefit.exitCode() == ExitCode.DEATH) {
            Resident person = residents.get(benefit.residentId(), Acting.scope());
            return person.isDead() ? "停发原因：%s（死亡日期 %s）".formatted(person.deathSource(), person.deathDate()) : "停发原因：死亡";
        }
        if (benefit.ended()) {
            return benefit.exitCode() == null ? "" : "停发原因：" + words.of(benefit.exitCode());
        }
        return entitlements.holds(benefit.entitlementId()).stream()
                .filter(Hold::open)
                .map(this::of)
                .reduce((one, other) -> one + "；" + other)
                .orElse("");
    }

    private String of(Hold hold) {
        return hold.reason() == HoldReason.DEATH_TO_VERIFY
                ? "停发原因：" + hold.note()
                : "缓发：" + words.of(hold.reason()) + "，" + hold.note();
    }
}

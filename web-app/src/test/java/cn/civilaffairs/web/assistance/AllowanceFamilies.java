package cn.civilaffairs.web.assistance;

import static cn.civilaffairs.registry.testing.TestPeople.idNumber;

import cn.civilaffairs.assistance.minimumliving.AllowanceDue;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingCalculation;
import cn.civilaffairs.assistance.minimumliving.MinimumLivingReckoner;
import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.disbursement.ReviewClass;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import cn.civilaffairs.registry.testing.TestCounty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;

/** Families of a county's first village, registered at its desks and paid the allowance as the rule reckons it. */
@TestComponent
public record AllowanceFamilies(
        ResidentRegister residents,
        HouseholdRegister households,
        EntitlementDesk entitlements,
        MinimumLivingReckoner reckoner) {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate DECIDED = LocalDate.of(2026, 9, 16);

    UUID person(TestCounty county, String name, LocalDate born, Sex sex) {
        return residents.register(ResidentDetails.citizen(county.village(1, 1), name, idNumber(born, sex)));
    }

    UUID household(TestCounty county, UUID head, LocalDate openedOn) {
        return households.open(new NewHousehold(null, county.village(1, 1), UrbanRural.RURAL, null, head, openedOn));
    }

    /**
     * Grants the allowance from October 2026 on, as the approver at work.
     *
     * @param members the head first
     * @return the benefit
     */
    UUID granted(
            TestCounty county, UUID household, List<UUID> members, ReviewClass reviewClass, LocalDate nextReviewOn) {
        MinimumLivingCalculation reckoned = reckoner.reckon(household, OCTOBER, DECIDED, UrbanRural.RURAL, null)
                .calculation();
        return entitlements.grant(new Grant(
                MinimumLivingAllowance.CODE,
                county.village(1, 1),
                UrbanRural.RURAL,
                household,
                members.get(0),
                members.get(0),
                null,
                reviewClass,
                nextReviewOn,
                EntryKind.APPLICATION,
                OCTOBER,
                DECIDED,
                null,
                members,
                AllowanceDue.of(reckoned, Cause.GRANTED, null, Acting.officer().id(), DECIDED)));
    }
}

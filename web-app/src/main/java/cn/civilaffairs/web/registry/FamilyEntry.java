package cn.civilaffairs.web.registry;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.request.RequestKeys;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.registry.resident.NewHousehold;
import cn.civilaffairs.registry.resident.NewMember;
import cn.civilaffairs.registry.resident.Relation;
import cn.civilaffairs.registry.resident.Resident;
import cn.civilaffairs.registry.resident.ResidentDetails;
import cn.civilaffairs.registry.resident.ResidentRegister;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a form does in more than one register at once: a person who is not known yet is registered in the same transaction
 * as they join a household.
 */
@Component
@Transactional
class FamilyEntry {

    private final ResidentRegister residents;
    private final HouseholdRegister households;
    private final RequestKeys requests;
    private final Clock clock;

    FamilyEntry(ResidentRegister residents, HouseholdRegister households, RequestKeys requests, Clock clock) {
        this.residents = residents;
        this.households = households;
        this.requests = requests;
        this.clock = clock;
    }

    UUID open(FamilyForm form, Officer officer) {
        LocalDate today = LocalDate.now(clock);
        return UUID.fromString(requests.once(
                form.requestKey(), "HOUSEHOLD_OPEN", form.area() + form.head().name(), () -> {
                    AreaCode area = AreaCode.of(form.area());
                    UUID head = resident(form.head(), area, officer, today);
                    return households
                            .open(new NewHousehold(
                                    null,
                                    area,
                                    Objects.requireNonNull(form.residence()),
                                    form.address(),
                                    head,
                                    TypedDate.of(form.openedOn(), today)))
                            .toString();
                }));
    }

    void join(UUID householdId, MemberForm form, Officer officer) {
        LocalDate today = LocalDate.now(clock);
        HouseholdOnDate household = households.today(householdId, officer.scope());
        UUID person = resident(form.person(), household.area(), officer, today);
        boolean counts = Boolean.TRUE.equals(form.counts());
        households.addMember(
                householdId,
                new NewMember(
                        person,
                        Objects.requireNonNullElse(form.relation(), Relation.NOT_RELATED),
                        counts,
                        counts ? null : form.reasonNotCounted(),
                        TypedDate.of(form.from(), today),
                        form.why() == null ? "" : form.why()),
                form.version(),
                officer.scope());
    }

    /** Enters a person without a household, so that nothing typed of them is lost on the way to where they join. */
    void known(PersonForm form, HouseholdOnDate household, Officer officer) {
        resident(form, household.area(), officer, LocalDate.now(clock));
    }

    /** Somebody known keeps what is registered of them; only the name must agree, lest a wrong number catch another person. */
    private UUID resident(PersonForm form, AreaCode area, Officer officer, LocalDate today) {
        ResidentDetails details = form.details(area, today);
        Optional<Resident> known = residents.findByDocument(details.document().number(), officer.scope());
        if (known.isPresent() && !known.get().name().equals(details.name())) {
            throw new RuleViolation("resident.name-differs");
        }
        return known.map(Resident::id).orElseGet(() -> residents.register(details));
    }
}

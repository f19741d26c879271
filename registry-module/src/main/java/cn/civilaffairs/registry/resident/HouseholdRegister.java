package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of households (家庭库). Nothing in it is overwritten: a member who leaves, a head who changes and an item
 * found wrong each keep their row with its dates and reason, so that the household can be seen as it stood on any date.
 *
 * <p>Every change names the version of the household it was decided on.
 */
@Service
@Transactional
public class HouseholdRegister {

    private final Households households;
    private final Residents residents;
    private final OperationLog log;
    private final Clock clock;
    private final DataSource dataSource;

    HouseholdRegister(
            Households households, Residents residents, OperationLog log, Clock clock, DataSource dataSource) {
        this.households = households;
        this.residents = residents;
        this.log = log;
        this.clock = clock;
        this.dataSource = dataSource;
    }

    /** @throws NotFound if there is no such household in the scope */
    @Transactional(readOnly = true)
    public HouseholdOnDate asOf(UUID householdId, LocalDate date, AreaScope scope) {
        HouseholdOnDate household =
                households.asOf(List.of(householdId), date, scope).get(householdId);
        if (household == null) {
            throw new NotFound();
        }
        return household;
    }

    /** Many at once, in as many statements as one takes; those outside the scope are missing. */
    @Transactional(readOnly = true)
    public Map<UUID, HouseholdOnDate> asOf(Collection<UUID> householdIds, LocalDate date, AreaScope scope) {
        return households.asOf(householdIds, date, scope);
    }

    @Transactional(readOnly = true)
    public HouseholdOnDate today(UUID householdId, AreaScope scope) {
        return asOf(householdId, LocalDate.now(clock), scope);
    }

    @Transactional(readOnly = true)
    public Optional<UUID> findByFileNo(String fileNo, AreaScope scope) {
        return households.findByFileNo(fileNo.strip(), scope);
    }

    /** The household a resident belongs to today. */
    @Transactional(readOnly = true)
    public Optional<UUID> currentOf(UUID residentId, AreaScope scope) {
        return households.currentOf(residentId, scope);
    }

    /** Every stretch of membership, newest first. */
    @Transactional(readOnly = true)
    public List<Membership> history(UUID householdId, AreaScope scope) {
        return households.history(householdId, scope);
    }

    /** All means items ever entered, withdrawn ones included. */
    @Transactional(readOnly = true)
    public List<MeansItem> means(UUID householdId, AreaScope scope) {
        return households.means(List.of(householdId), scope);
    }

    public UUID open(NewHousehold household) {
        requireNotFuture(household.openedOn());
        if (!Acting.scope().covers(household.area())) {
            throw new RuleViolation("area.outside-scope", household.area());
        }
        if (household.area().level() != AreaCode.Level.VILLAGE) {
            throw new RuleViolation("household.area-not-a-village");
        }
        Resident head = residents.find(household.head(), Acting.scope()).orElseThrow(NotFound::new);
        requireAliveOn(head, household.openedOn());
        UUID id = Ids.next();
        String given = household.fileNo();
        String fileNo = given == null || given.isBlank() ? nextFileNo() : given.strip();
        try {
            households.insert(id, fileNo, household, null);
        } catch (DuplicateKeyException taken) {
            throw new RuleViolation("household.file-number-taken", fileNo);
        }
        join(id, household.area(), head.id(), Relation.HEAD, true, null, household.openedOn(), "新建家庭");
        log.done("HOUSEHOLD_OPENED", "HOUSEHOLD", id, household.area(), fileNo);
        return id;
    }

    private String nextFileNo() {
        return "H%d%06d".formatted(LocalDate.now(clock).getYear(), households.nextFileNumber());
    }

    /** A person joins (增员): by birth, marriage, return. */
    public void addMember(UUID householdId, NewMember member, int expectedVersion, AreaScope scope) {
        HouseholdOnDate household = changing(householdId, member.from(), expectedVersion, scope);
        Resident person = residents.find(member.residentId(), scope).orElseThrow(NotFound::new);
        requireAliveOn(person, member.from());
        join(
                householdId,
                household.area(),
                person.id(),
                member.relation(),
                member.counts(),
                member.reasonNotCounted(),
                member.from(),
                member.why().strip());
        log.done("MEMBER_JOINED", "HOUSEHOLD", householdId, household.area(), person.name() + " " + member.why());
    }

    private void join(
            UUID householdId,
            AreaCode area,
            UUID residentId,
            Relation relation,
            boolean counts,
            @Nullable String reasonNotCounted,
            LocalDate from,
            String why) {
        if (households.currentOf(residentId, Acting.scope()).isPresent()) {
            throw new RuleViolation("household.member-of-another");
        }
        try {
            households.join(householdId, residentId, area, relation, counts, reasonNotCounted, from, why);
        } catch (DuplicateKeyException elsewhere) {
            throw new RuleViolation("household.member-of-another");
        }
    }

    /** A person leaves (减员) and is no member from that day on. The head leaves only after another was made head. */
    public void memberLeft(
            UUID householdId, UUID residentId, LocalDate from, String why, int expectedVersion, AreaScope scope) {
        requireReason(why);
        HouseholdOnDate household = changing(householdId, from, expectedVersion, scope);
        HouseholdOnDate.Member member = currentMember(household, residentId, from);
        if (member.relation() == Relation.HEAD) {
            throw new RuleViolation("household.head-must-change-first");
        }
        end(member, from, why, scope);
        log.done("MEMBER_LEFT", "HOUSEHOLD", householdId, household.area(), member.name() + " " + why.strip());
    }

    /**
     * Makes another member the head (变更户主), in one act: with the head everyone's relation to the head changes, so all of
     * them are said anew.
     *
     * @param relations the relation of every remaining member to the new head
     * @param formerHeadLeaves whether the former head leaves with it, as after a death
     */
    public void changeHead(
            UUID householdId,
            UUID newHead,
            Map<UUID, Relation> relations,
            boolean formerHeadLeaves,
            LocalDate from,
            String why,
            int expectedVersion,
            AreaScope scope) {
        requireReason(why);
        HouseholdOnDate household = changing(householdId, from, expectedVersion, scope);
        HouseholdOnDate.Member next = currentMember(household, newHead, from);
        if (next.relation() == Relation.HEAD) {
            throw new RuleViolation("household.is-head-already");
        }
        if (next.isDeadOn(from)) {
            throw new RuleViolation("household.head-dead");
        }
        for (HouseholdOnDate.Member member : household.members()) {
            boolean leaves = formerHeadLeaves && member.relation() == Relation.HEAD;
            Relation relation = member == next ? Relation.HEAD : relations.get(member.residentId());
            if (!leaves && (relation == null || (member != next && relation == Relation.HEAD))) {
                throw new RuleViolation("household.relation-missing", member.name());
            }
            if (leaves || relation != member.relation()) {
                end(member, from, "变更户主：" + why.strip(), scope);
            }
        }
        for (HouseholdOnDate.Member member : household.members()) {
            boolean leaves = formerHeadLeaves && member.relation() == Relation.HEAD;
            Relation relation = member == next ? Relation.HEAD : relations.get(member.residentId());
            if (!leaves && relation != member.relation()) {
                households.join(
                        householdId,
                        member.residentId(),
                        household.area(),
                        relation,
                        member.counts(),
                        member.reasonNotCounted(),
                        from,
                        "变更户主：" + why.strip());
            }
        }
        log.done("HEAD_CHANGED", "HOUSEHOLD", householdId, household.area(), next.name() + " " + why.strip());
    }

    /**
     * The household is entered elsewhere within the acting officer's area, or under another 城乡类别, with everybody who belongs
     * to it. Between townships only the county does so, see {@code registry.relocation}.
     *
     * @return who moved with it
     */
    public List<UUID> move(
            UUID householdId,
            AreaCode area,
            UrbanRural residence,
            @Nullable String address,
            int expectedVersion,
            AreaScope scope) {
        if (!scope.covers(area)) {
            throw new RuleViolation("area.outside-scope", area);
        }
        if (area.level() != AreaCode.Level.VILLAGE) {
            throw new RuleViolation("household.area-not-a-village");
        }
        HouseholdOnDate before = today(householdId, scope);
        StaleVersion.unless(households.move(householdId, area, residence, address, expectedVersion, scope));
        List<UUID> residents = households.moveResidents(householdId, area, OffsetDateTime.now(clock), scope);
        log.done("HOUSEHOLD_MOVED", "HOUSEHOLD", householdId, area, before.area() + " → " + area);
        return residents;
    }

    /** Closes a household: its last member has left it, died, or moved away. */
    public void close(UUID householdId, LocalDate on, String why, int expectedVersion, AreaScope scope) {
        requireReason(why);
        requireNotFuture(on);
        HouseholdOnDate household = asOf(householdId, on, scope);
        for (HouseholdOnDate.Member member : household.members()) {
            end(member, on, why, scope);
        }
        StaleVersion.unless(households.close(householdId, on, why.strip(), expectedVersion, scope));
        log.done("HOUSEHOLD_CLOSED", "HOUSEHOLD", householdId, household.area(), why.strip());
    }

    public UUID addMeans(UUID householdId, NewMeansItem item, int expectedVersion, AreaScope scope) {
        HouseholdOnDate household = changing(householdId, LocalDate.now(clock), expectedVersion, scope);
        UUID owner = item.residentId();
        if (owner != null && household.member(owner).isEmpty()) {
            throw new RuleViolation("means.owner-no-member");
        }
        try {
            UUID id = households.insert(
                    householdId, household.area(), item, Acting.officer().id(), clock.instant());
            log.done("MEANS_ADDED", "HOUSEHOLD", householdId, household.area(), item.category() + " " + item.amount());
            return id;
        } catch (DuplicateKeyException again) {
            throw new RuleViolation("means.entered-already", item.name());
        }
    }

    /** Takes an item back that was wrong or no longer holds; it stays in the history with the reason. */
    public void withdrawMeans(UUID householdId, UUID itemId, String why, int expectedVersion, AreaScope scope) {
        requireReason(why);
        HouseholdOnDate household = changing(householdId, LocalDate.now(clock), expectedVersion, scope);
        StaleVersion.unless(households.withdraw(householdId, itemId, clock.instant(), why.strip(), scope));
        log.done("MEANS_WITHDRAWN", "HOUSEHOLD", householdId, household.area(), why.strip());
    }

    /** Writes many households by COPY within the caller's transaction: id, file_no, area_code, residence, address, opened_on. */
    public CopyIn copyHouseholds() {
        return CopyIn.into(
                dataSource, "registry.household", "id", "file_no", "area_code", "residence", "address", "opened_on");
    }

    /** Writes many memberships: household_id, resident_id, area_code, relation, counts, reason_not_counted, valid_from, valid_to, joined_why, left_why. */
    public CopyIn copyMembers() {
        return CopyIn.into(
                dataSource,
                "registry.household_member",
                "household_id",
                "resident_id",
                "area_code",
                "relation",
                "counts",
                "reason_not_counted",
                "valid_from",
                "valid_to",
                "joined_why",
                "left_why");
    }

    /** Writes many means items: household_id, resident_id, area_code, category, name, amount, period, start_on, end_on, source, exemption, remark, entered_by. */
    public CopyIn copyMeans() {
        return CopyIn.into(
                dataSource,
                "registry.means_item",
                "household_id",
                "resident_id",
                "area_code",
                "category",
                "name",
                "amount",
                "period",
                "start_on",
                "end_on",
                "source",
                "exemption",
                "remark",
                "entered_by");
    }

    /** The household as it is today, locked for this change and one version further. */
    private HouseholdOnDate changing(UUID householdId, LocalDate from, int expectedVersion, AreaScope scope) {
        requireNotFuture(from);
        HouseholdOnDate household = today(householdId, scope);
        if (!household.isOpen()) {
            throw new RuleViolation("household.closed");
        }
        if (from.isBefore(household.openedOn())) {
            throw new RuleViolation("household.before-it-was-opened", household.openedOn());
        }
        StaleVersion.unless(households.touch(householdId, expectedVersion, scope));
        return household;
    }

    private static HouseholdOnDate.Member currentMember(HouseholdOnDate household, UUID residentId, LocalDate from) {
        HouseholdOnDate.Member member =
                household.member(residentId).orElseThrow(() -> new RuleViolation("household.no-member"));
        if (from.isBefore(member.since())) {
            throw new RuleViolation("household.leaves-before-joining", member.since());
        }
        return member;
    }

    private void end(HouseholdOnDate.Member member, LocalDate from, String why, AreaScope scope) {
        LocalDate last = from.isBefore(member.since()) ? member.since() : from;
        StaleVersion.unless(households.leave(member.membershipId(), last, why.strip(), scope));
    }

    private static void requireReason(String why) {
        RuleViolation.ifBlank(why, "household.reason-missing");
    }

    private static void requireAliveOn(Resident person, LocalDate date) {
        LocalDate death = person.deathDate();
        if (death != null && !date.isBefore(death)) {
            throw new RuleViolation("household.member-dead", person.name());
        }
    }

    private void requireNotFuture(LocalDate date) {
        if (date.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("date.future");
        }
    }
}

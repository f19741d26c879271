package cn.civilaffairs.registry.limited;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limited access (限制查看): a household, its people and its cases seen by the officers assigned to them and by nobody else,
 * not in a list, not in a count, not by search. Others ask with a reason; one of the assigned opens it to them for hours,
 * every look is written down, and it closes by itself. The row policies keep to it, so a page cannot forget it (security
 * design §2.3 T09; minors' network protection regulation: least privilege, approved and recorded).
 */
@Service
@Transactional
public class LimitedAccess {

    public static final int SHORTEST_REASON = 10;
    public static final int MOST_HOURS = 72;
    private static final int ASKED_PER_DAY = 20;
    private static final String OBJECT = "limited_access";
    private static final String BY_NUMBER = "按证件号码申请";

    private final Limits limits;
    private final WholeView wholeView;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LimitedAccess(
            Limits limits,
            WholeView wholeView,
            FieldCipher cipher,
            OperationLog log,
            ApplicationEventPublisher events,
            Clock clock) {
        this.limits = limits;
        this.wholeView = wholeView;
        this.cipher = cipher;
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Puts a household under limited access at once; whoever places it is assigned to it.
     *
     * @param logins of the others assigned
     * @throws RuleViolation {@code limited.not-your-duty}, {@code limited.why-missing}, {@code limited.already},
     *     {@code limited.no-such-officer}, {@code limited.needs-two}: somebody has to decide on requests and on lifting it
     */
    public UUID place(UUID householdId, LimitGround ground, String why, List<String> logins) {
        Officer officer = Acting.officer();
        AreaScope scope = Acting.scope();
        AccessDecision.require(officer, Action.LIMIT_ACCESS, "limited.not-your-duty");
        if (why.strip().length() < SHORTEST_REASON) {
            throw new RuleViolation("limited.why-missing", SHORTEST_REASON);
        }
        AreaCode area = limits.areaOf(householdId, scope).orElseThrow(NotFound::new);
        if (limits.ofHousehold(householdId, scope).isPresent()) {
            throw new RuleViolation("limited.already");
        }
        Map<UUID, AssignedOfficer> others = new LinkedHashMap<>();
        for (String login : logins) {
            AssignedOfficer other = colleague(login, area);
            if (!officer.isOneWith(other.id())) {
                others.put(other.id(), other);
            }
        }
        if (others.isEmpty()) {
            throw new RuleViolation("limited.needs-two");
        }
        UUID id = Ids.next();
        wholeView.during(() -> {
            limits.place(id, householdId, area, ground, why.strip(), officer.id(), clock.instant());
            limits.assign(id, officer.id(), officer.id(), clock.instant());
            others.keySet().forEach(other -> limits.assign(id, other, officer.id(), clock.instant()));
            limits.label(householdId, id, true, scope);
            events.publishEvent(new AccessLimited(householdId, id));
        });
        log.done(
                "LIMIT_PLACED",
                OBJECT,
                id,
                area,
                ground + " 承办 " + officer.login()
                        + others.values().stream()
                                .map(other -> " " + other.login())
                                .reduce("", String::concat));
        return id;
    }

    private AssignedOfficer colleague(String login, AreaCode area) {
        return limits.officer(login.strip())
                .filter(other -> AreaScope.of(other.area()).covers(area))
                .orElseThrow(() -> new RuleViolation("limited.no-such-officer", login.strip()));
    }

    /** Assigns one more officer; only those assigned may. */
    public void assign(UUID limitId, String login) {
        Limit limit = own(limitId);
        AssignedOfficer other = colleague(login, limit.area());
        limits.assign(limitId, other.id(), Acting.officer().id(), clock.instant());
        log.done("LIMIT_OFFICER_ASSIGNED", OBJECT, limitId, limit.area(), other.login());
    }

    /**
     * Asks to see a household. The answer is the same whether there is such a household, and whether it is under limited
     * access: nobody learns by asking.
     *
     * @param number of the file, or a whole identity number of somebody in it
     * @throws RuleViolation {@code limited.reason-short}, {@code limited.hours}, {@code limited.asked-too-often}
     */
    public void ask(String number, String reason, int hours) {
        Officer officer = Acting.officer();
        if (reason.strip().length() < SHORTEST_REASON) {
            throw new RuleViolation("limited.reason-short", SHORTEST_REASON);
        }
        if (hours < 1 || hours > MOST_HOURS) {
            throw new RuleViolation("limited.hours", MOST_HOURS);
        }
        String plain = IdNumber.normalise(number);
        long today = limits.askedBy(officer.id()).stream()
                .filter(asked -> asked.askedAt().isAfter(clock.instant().minus(Duration.ofDays(1))))
                .count();
        if (plain.isEmpty() || today >= ASKED_PER_DAY) {
            throw new RuleViolation("limited.asked-too-often", ASKED_PER_DAY);
        }
        byte[] index = cipher.index(ProtectedField.RESIDENT_ID_NUMBER, plain);
        Optional<UUID> limit = wholeView.during(() -> limits.behind(number.strip(), index, officer.scope()));
        UUID id = Ids.next();
        boolean isNumber = plain.matches("[0-9]{6,}.*");
        limits.ask(
                id,
                limit.orElse(null),
                isNumber
                        ? BY_NUMBER
                        : number.strip()
                                .substring(0, Math.min(40, number.strip().length())),
                officer.id(),
                clock.instant(),
                reason.strip(),
                hours);
        log.seen("LIMITED_ASKED", OBJECT, limit.orElse(id), officer.area(), reason.strip(), hours + " 小时");
    }

    /**
     * Opens it to whoever asked, for the hours asked or fewer, or refuses.
     *
     * @throws NotFound unless the officer is assigned to it
     * @throws RuleViolation {@code limited.same-person}, {@code limited.hours}
     */
    public void decide(UUID requestId, boolean grant, int hours) {
        Officer officer = Acting.officer();
        UUID limitId = limits.limitOfRequest(requestId).orElseThrow(NotFound::new);
        Limit limit = own(limitId);
        AccessRequest request = limits.request(requestId);
        officer.mustBeAnotherThan(request.askedById(), "limited.same-person");
        if (grant && (hours < 1 || hours > request.hours())) {
            throw new RuleViolation("limited.hours", request.hours());
        }
        StaleVersion.unless(limits.decide(
                requestId,
                officer.id(),
                clock.instant(),
                grant ? clock.instant().plus(Duration.ofHours(hours)) : null));
        log.done(
                grant ? "LIMITED_GRANTED" : "LIMITED_REFUSED",
                OBJECT,
                limitId,
                limit.area(),
                request.askedBy() + (grant ? " " + hours + " 小时" : ""));
    }

    /** Asks to lift it, or agrees to what another of the assigned asked. @return whether it is lifted */
    public boolean lift(UUID limitId, String why) {
        Officer officer = Acting.officer();
        AreaScope scope = Acting.scope();
        Limit limit = own(limitId);
        if (limit.liftAskedBy() == null) {
            if (why.strip().length() < SHORTEST_REASON) {
                throw new RuleViolation("limited.why-missing", SHORTEST_REASON);
            }
            limits.askToLift(limitId, officer.id(), why.strip(), scope);
            log.seen("LIMIT_LIFT_ASKED", OBJECT, limitId, limit.area(), why.strip(), "");
            return false;
        }
        officer.mustBeAnotherThan(limit.liftAskedBy(), "limited.same-person");
        wholeView.during(() -> {
            StaleVersion.unless(limits.lift(limitId, officer.id(), clock.instant(), scope));
            limits.label(limit.householdId(), limitId, false, scope);
            events.publishEvent(new AccessLimited(limit.householdId(), null));
        });
        log.done("LIMIT_LIFTED", OBJECT, limitId, limit.area(), "");
        return true;
    }

    /** @throws NotFound unless the officer is assigned to it */
    @Transactional(readOnly = true)
    public Limit own(UUID limitId) {
        Officer officer = Acting.officer();
        return limits.find(limitId, Acting.scope())
                .filter(limit -> limits.isAssigned(limitId, officer.id()))
                .orElseThrow(NotFound::new);
    }

    /** What a household the officer sees is under, if anything. */
    @Transactional(readOnly = true)
    public Optional<Limit> ofHousehold(UUID householdId) {
        return limits.ofHousehold(householdId, Acting.scope());
    }

    /**
     * For pages that find their way to a person by something else than the person's own row.
     *
     * @throws NotFound if somebody is under limited access that is not open to the officer, even if their work sees all rows
     */
    @Transactional(readOnly = true)
    public void requireOpen(UUID residentId) {
        Officer officer = Acting.officer();
        wholeView.during(() -> limits.behind(residentId, officer.scope())).ifPresent(limit -> {
            if (!limits.isAssigned(limit, officer.id())
                    && !limits.isOpenByRequest(limit, officer.id(), clock.instant())) {
                throw new NotFound();
            }
        });
    }

    /**
     * Writes a look down by itself, beside the ordinary note of the page.
     *
     * @param subject the household or person looked at; nothing is written if it is under no limit
     */
    public void viewed(UUID subject, String page) {
        limits.areaBehind(subject, Acting.scope())
                .forEach((limit, area) -> log.done("LIMITED_VIEWED", OBJECT, limit, area, page + " " + subject));
    }

    @Transactional(readOnly = true)
    public List<Limit> mine() {
        return limits.assignedTo(Acting.officer().id(), Acting.scope());
    }

    @Transactional(readOnly = true)
    public List<AssignedOfficer> officers(UUID limitId) {
        return limits.officers(own(limitId).id());
    }

    @Transactional(readOnly = true)
    public List<AccessRequest> requests(UUID limitId) {
        return limits.of(own(limitId).id());
    }

    /** Requests the officer has to decide on. */
    @Transactional(readOnly = true)
    public List<AccessRequest> waiting() {
        return limits.waitingFor(Acting.officer().id());
    }

    /** What the officer asked for. */
    @Transactional(readOnly = true)
    public List<AccessRequest> asked() {
        return limits.askedBy(Acting.officer().id());
    }

    /** That there are such households, how many look after them and how often others were let in, for supervision. */
    @Transactional(readOnly = true)
    public List<LimitRegisterLine> register() {
        if (!AccessDecision.may(Acting.officer(), Action.SUPERVISE_LIMITS)) {
            throw new NotFound();
        }
        return wholeView.during(() -> limits.register(Acting.scope()));
    }
}

package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.limited.AccessLimited;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lists of beneficiaries that hang in every village (公示). One officer makes a notice, another publishes it; what is on it
 * is fixed, no child is named, and after its last day it is gone by itself (security design §2.3 T10).
 */
@Service
@Transactional
public class PublicListDesk {

    private static final int GROWN_UP = 18;
    private static final int LONGEST_DAYS = 366;

    private final PublicLists lists;
    private final PublicNotices notices;
    private final OperationLog log;
    private final Clock clock;

    PublicListDesk(PublicLists lists, PublicNotices notices, OperationLog log, Clock clock) {
        this.lists = lists;
        this.notices = notices;
        this.log = log;
        this.clock = clock;
    }

    /** Who draws a benefit of a scheme in a month within an area, by name; for lists that stay in the office. */
    @Transactional(readOnly = true)
    public List<PublicLine> inForce(String scheme, AreaCode area, YearMonth month) {
        return lists.inForce(scheme, month, Acting.scope().within(area));
    }

    /** A notice as it would be, not kept yet: who draws the benefit in the month it begins in, children and limited matters left out. */
    @Transactional(readOnly = true)
    public PublicNotice preview(String scheme, AreaCode village, LocalDate from, LocalDate until) {
        Officer officer = Acting.officer();
        List<PublicLine> all = inForce(scheme, village, YearMonth.from(from));
        List<PublicNotice.Line> named = all.stream()
                .filter(line -> !line.limited()
                        && Period.between(line.birthDate(), from).getYears() >= GROWN_UP)
                .map(line -> new PublicNotice.Line(line.name(), line.persons(), line.amount()))
                .toList();
        return new PublicNotice(
                Ids.next(),
                village,
                scheme,
                from,
                until,
                all.size() - named.size(),
                officer.id(),
                officer.name(),
                null,
                null,
                named);
    }

    /** Keeps a notice as it is now, for another officer to publish. */
    public UUID make(String scheme, AreaCode village, LocalDate from, LocalDate until) {
        AccessDecision.require(Acting.officer(), Action.MAKE_NOTICE, "notice.not-maker");
        if (until.isBefore(from) || until.isBefore(today()) || until.isAfter(from.plusDays(LONGEST_DAYS))) {
            throw new RuleViolation("notice.dates", LONGEST_DAYS);
        }
        PublicNotice notice = preview(scheme, village, from, until);
        if (notice.lines().isEmpty()) {
            throw new RuleViolation("notice.empty");
        }
        notices.insert(notice, clock.instant());
        log.done(
                "NOTICE_MADE",
                "notice",
                notice.id(),
                village,
                "%s %s 至 %s 列 %d 户（人） 不列 %d"
                        .formatted(scheme, from, until, notice.lines().size(), notice.leftOut()));
        return notice.id();
    }

    public void publish(UUID id) {
        Officer officer = Acting.officer();
        PublicNotice notice = present(id);
        AccessDecision.require(officer, Action.PUBLISH_NOTICE, "notice.not-publisher");
        officer.mustBeAnotherThan(notice.madeById(), "notice.same-person");
        StaleVersion.unless(notices.publish(id, officer.id(), clock.instant(), officer.scope()));
        log.done("NOTICE_PUBLISHED", "notice", id, notice.village(), notice.scheme());
    }

    /** Takes a notice down before its time. */
    public void withdraw(UUID id) {
        Officer officer = Acting.officer();
        if (!AccessDecision.may(officer, Action.MAKE_NOTICE) && !AccessDecision.may(officer, Action.PUBLISH_NOTICE)) {
            throw new RuleViolation("notice.not-maker");
        }
        PublicNotice notice = present(id);
        StaleVersion.unless(notices.withdraw(id, officer.id(), clock.instant(), officer.scope()));
        log.done("NOTICE_WITHDRAWN", "notice", id, notice.village(), notice.scheme());
    }

    /** A household that comes under limited access leaves every notice that still hangs: the notice is taken down at once. */
    @EventListener
    void on(AccessLimited changed) {
        if (changed.limitId() != null) {
            Officer officer = Acting.officer();
            for (PublicNotice notice : notices.naming(changed.householdId(), today(), officer.scope())) {
                notices.withdraw(notice.id(), officer.id(), clock.instant(), officer.scope());
                log.done("NOTICE_WITHDRAWN", "notice", notice.id(), notice.village(), notice.scheme() + " 有家庭转为限制查看");
            }
        }
    }

    /** @throws NoticeGone if its time is over or it was taken down */
    @Transactional(readOnly = true)
    public PublicNotice present(UUID id) {
        PublicNotice notice = notices.find(id, Acting.scope()).orElseThrow(NotFound::new);
        if (notice.isGone(today())) {
            throw new NoticeGone(notice.until(), notice.state(today()) == PublicNotice.State.WITHDRAWN);
        }
        return notice.with(notices.lines(id, Acting.scope()));
    }

    /** What was made lately, without names. */
    @Transactional(readOnly = true)
    public List<PublicNotice> recent(int limit) {
        return notices.recent(Acting.scope(), limit);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}

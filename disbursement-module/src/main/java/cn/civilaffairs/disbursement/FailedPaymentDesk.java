package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payments the bank sent back, as tasks of the townships (退票办理): who, why, how often, since when, until when. The
 * account is corrected by its own two people, see {@code AccountRegister}; the payment is made again, for its own month,
 * by the next supplementary run.
 */
@Service
@Transactional
public class FailedPaymentDesk {

    private final FailedPayments payments;
    private final RunParameters parameters;
    private final OperationLog log;
    private final Clock clock;

    FailedPaymentDesk(FailedPayments payments, RunParameters parameters, OperationLog log, Clock clock) {
        this.payments = payments;
        this.parameters = parameters;
        this.log = log;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<FailedPayment> list(FailedFilter filter, int limit, int offset) {
        return payments.list(filter, days(), limit, offset, scope(filter));
    }

    @Transactional(readOnly = true)
    public FailedCounts counts(FailedFilter filter) {
        return payments.counts(filter, days(), scope(filter));
    }

    /** From how many days on a payment is listed as long unpaid. */
    @Transactional(readOnly = true)
    public int unpaidDays() {
        return days().unpaid();
    }

    /** Writes down what was done about a failed payment, such as that the family could not be reached. */
    public void note(UUID runId, int seq, String note) {
        RuleViolation.ifBlank(note, "entitlement.note-missing");
        String area = payments.areaOfFailed(runId, seq, Acting.scope()).orElseThrow(NotFound::new);
        payments.note(runId, seq, area, note.strip(), Acting.officer().id(), OffsetDateTime.now(clock));
        log.done("FAILED_PAYMENT_NOTED", "payment_run", runId, AreaCode.of(area), "第" + seq + "笔 " + note.strip());
    }

    private static AreaScope scope(FailedFilter filter) {
        return filter.within() == null ? Acting.scope() : Acting.scope().within(filter.within());
    }

    private FailedPayments.Days days() {
        LocalDate today = LocalDate.now(clock);
        AreaCode county = Acting.officer().area().county();
        return new FailedPayments.Days(
                today, parameters.returnLimitDays(county, today), parameters.unpaidDays(county, today));
    }
}

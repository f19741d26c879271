package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.registry.policy.ParameterKey;
import cn.civilaffairs.registry.policy.Parameters;
import java.time.LocalDate;
import java.time.YearMonth;
import org.springframework.stereotype.Component;

/** What the bureau's parameter sheet says of a scheme's month (参数表): cut-off and what a death stops. */
@Component
class RunParameters {

    private static final String SAME_MONTH = "SAME";

    private static final int RETRY_CAP = 3;
    private static final int RETURN_LIMIT_DAYS = 30;
    private static final int UNPAID_DAYS = 60;
    private static final int SECOND_SIGNER_PERCENT = 5;
    private static final int SECOND_SIGNER_PAYEES = 50;

    private final Parameters parameters;

    RunParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    LocalDate cutOff(Scheme scheme, AreaCode county, YearMonth month) {
        return CutOff.parse(parameters.text(scheme.cutOffKey(), county, month.atDay(1)))
                .of(month);
    }

    /** Whether claims may be settled from coming months; a sheet that says nothing says no. */
    boolean offsetAllowed(AreaCode county, YearMonth month) {
        return parameters.isOn(ParameterKey.OFFSET_ALLOWED.code(), county, month.atDay(1));
    }

    /** Who died before this day is not paid for the month: its first day, or the next month's where death stops at once. */
    LocalDate livingOn(Scheme scheme, AreaCode county, YearMonth month) {
        String deathStop = parameters.text(scheme.deathStopKey(), county, month.atDay(1));
        return deathStop.equals(SAME_MONTH) ? month.plusMonths(1).atDay(1) : month.atDay(1);
    }

    /** The last month due to somebody who died on a day: that month, or the one before where death stops at once. */
    YearMonth lastDue(Scheme scheme, AreaCode county, LocalDate diedOn) {
        YearMonth month = YearMonth.from(diedOn);
        return livingOn(scheme, county, month).isAfter(diedOn) ? month.minusMonths(1) : month;
    }

    /** After how many failed payments in a row money is held until there is a new account (退票重发上限), handbook §7. */
    int retryCap(AreaCode county, LocalDate on) {
        return integer(ParameterKey.RETRY_CAP, RETRY_CAP, county, on);
    }

    /** Days a township has to correct a failed payment's account (退票办理时限). */
    int returnLimitDays(AreaCode county, LocalDate on) {
        return integer(ParameterKey.RETURN_LIMIT_DAYS, RETURN_LIMIT_DAYS, county, on);
    }

    /** From how many days on money not received is listed apart (长期未到账), handbook §8. */
    int unpaidDays(AreaCode county, LocalDate on) {
        return integer(ParameterKey.UNPAID_DAYS, UNPAID_DAYS, county, on);
    }

    /** By more than how many percent a run's sum may move against last month before two must sign (security design §3.4). */
    int secondSignerPercent(AreaCode county, YearMonth month) {
        return integer(ParameterKey.SECOND_SIGNER_PERCENT, SECOND_SIGNER_PERCENT, county, month.atDay(1));
    }

    /** How many new payees one signer may sign for. */
    int secondSignerPayees(AreaCode county, YearMonth month) {
        return integer(ParameterKey.SECOND_SIGNER_PAYEES, SECOND_SIGNER_PAYEES, county, month.atDay(1));
    }

    /** What the bureau's bank usually takes (代发文件格式); another is made where somebody asks for it. */
    BankFileFormat bankFile(AreaCode county, YearMonth month) {
        return parameters
                .find(ParameterKey.BANK_FILE.code(), county, month.atDay(1))
                .map(found -> BankFileFormat.valueOf(found.value()))
                .orElse(BankFileFormat.CSV_UTF8);
    }

    /** Sheets made before a parameter existed say nothing of it. */
    private int integer(ParameterKey key, int otherwise, AreaCode county, LocalDate on) {
        return parameters
                .find(key.code(), county, on)
                .map(found -> Integer.parseInt(found.value()))
                .orElse(otherwise);
    }
}

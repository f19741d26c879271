package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.CopyIn;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payment accounts of residents (账户库). One person enters an account and another confirms it by typing the number
 * again; only then is it paid into, and the one before it closed. At most one is in use.
 */
@Service
@Transactional
public class AccountRegister {

    private final PaymentAccounts accounts;
    private final Residents residents;
    private final Reveals reveals;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final Clock clock;
    private final DataSource dataSource;
    private final ApplicationEventPublisher events;

    AccountRegister(
            PaymentAccounts accounts,
            Residents residents,
            Reveals reveals,
            FieldCipher cipher,
            OperationLog log,
            Clock clock,
            DataSource dataSource,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.residents = residents;
        this.reveals = reveals;
        this.cipher = cipher;
        this.log = log;
        this.clock = clock;
        this.dataSource = dataSource;
        this.events = events;
    }

    /** All accounts a person ever had, the one in use first. */
    @Transactional(readOnly = true)
    public List<PaymentAccount> of(UUID residentId, AreaScope scope) {
        return accounts.of(List.of(residentId), scope);
    }

    @Transactional(readOnly = true)
    public Map<UUID, List<PaymentAccount>> of(Collection<UUID> residentIds, AreaScope scope) {
        return accounts.of(residentIds, scope).stream().collect(Collectors.groupingBy(PaymentAccount::residentId));
    }

    /**
     * Enters an account for another person to confirm.
     *
     * @param holderName must be the payee's own name, character by character: banks refuse anything else (户名不符)
     * @return how many other people are paid into the same account, for a warning
     */
    public Entered enter(
            UUID residentId, String holderName, String bank, String number, AccountKind kind, AreaScope scope) {
        Resident payee = residents.find(residentId, scope).orElseThrow(NotFound::new);
        if (!PersonName.of(holderName).equals(payee.name())) {
            throw new RuleViolation("account.holder-differs", payee.name());
        }
        RuleViolation.ifBlank(bank, "account.bank-missing");
        String digits = AccountNumber.of(number, kind);
        if (kind == AccountKind.CARD && !AccountNumber.passesLuhn(digits)) {
            throw new RuleViolation("account.check-digit");
        }
        byte[] index = cipher.index(ProtectedField.ACCOUNT_NUMBER, digits);
        for (PaymentAccount known : of(residentId, scope)) {
            if (known.closedAt() == null && accounts.hasNumber(known.id(), index, scope)) {
                throw new RuleViolation("account.entered-already");
            }
        }
        UUID id = Ids.next();
        accounts.insert(
                id,
                residentId,
                payee.area(),
                payee.name(),
                bank.strip(),
                digits,
                kind,
                Acting.officer().id(),
                clock.instant());
        log.done("ACCOUNT_ENTERED", "RESIDENT", residentId, payee.area(), bank.strip());
        return new Entered(id, accounts.sharedWith(residentId, index, scope));
    }

    /** @param sharedWith how many other people have the same account (账户共用) */
    public record Entered(UUID id, int sharedWith) {}

    /** @param retyped the whole number as the second person reads it off the card or book */
    public void confirm(UUID residentId, UUID accountId, String retyped, AreaScope scope) {
        Officer officer = Acting.officer();
        Resident payee =
                residents.find(residentId, scope).orElseThrow(NotFound::new); // not under limited access, above all
        PaymentAccount account = account(residentId, accountId, scope);
        StaleVersion.unless(account.isPending());
        officer.mustBeAnotherThan(account.enteredById(), "account.confirmed-by-same-person");
        if (!payee.name().equals(account.holderName())) {
            // the name was corrected after the account was entered
            throw new RuleViolation("account.holder-differs", payee.name());
        }
        byte[] index = cipher.index(
                ProtectedField.ACCOUNT_NUMBER, IdNumber.normalise(retyped).replace("-", ""));
        if (!accounts.hasNumber(accountId, index, scope)) {
            throw new RuleViolation("account.retyped-differs");
        }
        Instant now = clock.instant();
        accounts.closeActive(residentId, now, scope);
        StaleVersion.unless(accounts.confirm(accountId, officer.id(), now, scope));
        log.done("ACCOUNT_CONFIRMED", "RESIDENT", residentId, payee.area(), account.bank());
        events.publishEvent(new AccountConfirmed(residentId, accountId));
    }

    /** Closes an account in use, or takes back one entered wrongly. */
    public void close(UUID residentId, UUID accountId, String why, AreaScope scope) {
        RuleViolation.ifBlank(why, "household.reason-missing");
        Resident payee = residents.find(residentId, scope).orElseThrow(NotFound::new);
        PaymentAccount account = account(residentId, accountId, scope);
        StaleVersion.unless(accounts.close(accountId, clock.instant(), scope));
        log.done("ACCOUNT_CLOSED", "RESIDENT", residentId, payee.area(), account.bank() + " " + why.strip());
    }

    /**
     * Closes accounts whose stored number was altered or comes from another row: nobody is paid into them until two persons
     * have entered the number anew. Each stands in the log as an alarm, whatever becomes of the caller's transaction.
     */
    public void block(Collection<UUID> altered, Instant at, AreaScope scope) {
        for (UUID account : altered) {
            log.denied(
                    "ACCOUNT_INTEGRITY",
                    "ACCOUNT",
                    account,
                    accounts.areaOf(account, scope).orElse(null),
                    "账号密文与所在行不符，账户已停用，当月不送银行");
            accounts.close(account, at, scope);
        }
    }

    /** Shows an account number whole, after the log has it. */
    public String reveal(UUID residentId, UUID accountId, String reason, AreaScope scope) {
        Resident resident = residents.find(residentId, scope).orElseThrow(NotFound::new);
        account(residentId, accountId, scope);
        reveals.reveal("ACCOUNT", accountId, resident.area(), reason, "ACCOUNT_NUMBER");
        return accounts.whole(accountId, scope).orElseThrow(NotFound::new);
    }

    /** Writes many accounts by COPY within the caller's transaction. */
    public AccountCopy copyIn() {
        return new AccountCopy(dataSource, cipher);
    }

    private PaymentAccount account(UUID residentId, UUID accountId, AreaScope scope) {
        return of(residentId, scope).stream()
                .filter(account -> account.id().equals(accountId))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Accounts streamed into the register, each bound to its own row. */
    public static final class AccountCopy implements AutoCloseable {

        static final String[] COLUMNS = {
            "id",
            "resident_id",
            "area_code",
            "holder_name",
            "bank",
            "number_enc",
            "number_index",
            "last_four",
            "kind",
            "entered_by",
            "entered_at",
            "confirmed_by",
            "confirmed_at",
            "active"
        };

        private final CopyIn copy;
        private final FieldCipher cipher;

        AccountCopy(DataSource dataSource, FieldCipher cipher) {
            this.copy = CopyIn.into(dataSource, "registry.payment_account", COLUMNS);
            this.cipher = cipher;
        }

        /**
         * @param number in stored form, see {@link AccountNumber}
         * @param confirmedAt null for an account that still waits for its second person
         */
        public void add(
                UUID id,
                UUID payee,
                AreaCode area,
                String holderName,
                String bank,
                String number,
                AccountKind kind,
                @Nullable UUID enteredBy,
                Instant enteredAt,
                @Nullable UUID confirmedBy,
                @Nullable Instant confirmedAt) {
            copy.value(id)
                    .value(payee)
                    .value(area)
                    .value(holderName)
                    .value(bank)
                    .value(cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, id, number))
                    .value(cipher.index(ProtectedField.ACCOUNT_NUMBER, number))
                    .value(number.substring(number.length() - 4))
                    .value(kind)
                    .value(enteredBy)
                    .value(enteredAt)
                    .value(confirmedBy)
                    .value(confirmedAt)
                    .value(confirmedAt != null)
                    .endRow();
        }

        @Override
        public void close() {
            copy.close();
        }
    }
}

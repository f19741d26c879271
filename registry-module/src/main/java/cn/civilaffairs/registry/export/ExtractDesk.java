package cn.civilaffairs.registry.export;

import cn.civilaffairs.kernel.AccessDecision;
import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.kernel.StaleVersion;
import cn.civilaffairs.registry.audit.OperationLog;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.export.ListExtract.State;
import cn.civilaffairs.registry.files.StoredFiles;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees to it that nobody takes much away alone (导出审批). Below the limits a list goes out at once and is noted. Above them,
 * and whenever numbers stand whole in it, it is asked for with its purpose, approved by another person who sees no data
 * themselves, made once as an encrypted file, opened by a password shown once to whoever asked, and gone after a day.
 */
@Service
@Transactional
public class ExtractDesk {

    private static final String OBJECT = "list";
    private static final int SHORTEST_PURPOSE = 10;
    private static final Duration LONGEST_MAKING = Duration.ofHours(1);
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Extracts extracts;
    private final ExtractLimits limits;
    private final StoredFiles files;
    private final FieldCipher cipher;
    private final OperationLog log;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ExtractDesk(
            Extracts extracts,
            ExtractLimits limits,
            StoredFiles files,
            FieldCipher cipher,
            OperationLog log,
            Clock clock) {
        this.extracts = extracts;
        this.limits = limits;
        this.files = files;
        this.cipher = cipher;
        this.log = log;
        this.clock = clock;
    }

    /** How many rows the acting officer may take away now without asking. */
    @Transactional(readOnly = true)
    public int free() {
        Officer officer = Acting.officer();
        return Math.max(0, Math.min(limits.rows(officer), limits.rowsADay(officer) - takenToday(officer)));
    }

    private int takenToday(Officer officer) {
        Instant midnight = LocalDate.now(clock).atStartOfDay(clock.getZone()).toInstant();
        return extracts.sentSince(officer.id(), midnight, officer.scope());
    }

    /**
     * Notes that a list went out at once.
     *
     * @param impersonal whether it says nothing about persons, and so counts towards no limit
     */
    public void sent(NewExtract extract, boolean impersonal, String sha256) {
        Officer officer = Acting.officer();
        logged(extract.list(), extract.rows(), extract.filter(), sha256);
        if (impersonal) {
            return;
        }
        UUID id = Ids.next();
        extracts.insert(
                id,
                officer.area(),
                extract,
                State.SENT,
                null,
                cipher.encrypt(ProtectedField.EXTRACT_REQUEST, id, extract.request()),
                sha256,
                officer.id(),
                clock.instant());
    }

    /** Keeps what would have gone out and is too much, so that it can be asked for. */
    public ListExtract overLimit(NewExtract extract) {
        Officer officer = Acting.officer();
        UUID id = Ids.next();
        extracts.insert(
                id,
                officer.area(),
                extract,
                State.OVER_LIMIT,
                why(extract, officer),
                cipher.encrypt(ProtectedField.EXTRACT_REQUEST, id, extract.request()),
                null,
                officer.id(),
                clock.instant());
        log.denied("EXPORT", OBJECT, extract.list(), officer.area(), extract.title() + "，" + extract.rows() + " 条，须审批");
        return mine(id);
    }

    private String why(NewExtract extract, Officer officer) {
        int rows = limits.rows(officer);
        if (extract.rows() > rows) {
            return "本次导出 %,d 条，超过您的 %,d 条限额，需审批".formatted(extract.rows(), rows);
        }
        if (extract.wholeNumbers()) {
            return "含完整证件号码和账号，须经审批并加密后导出";
        }
        return "本次导出 %,d 条，加上今天已导出的 %,d 条，超过每天 %,d 条的限额，需审批"
                .formatted(extract.rows(), takenToday(officer), limits.rowsADay(officer));
    }

    /**
     * Asks for what is over the limit.
     *
     * @param purpose what it is for and who gets it
     */
    public void request(UUID id, String purpose) {
        ListExtract extract = mine(id);
        if (purpose.strip().length() < SHORTEST_PURPOSE) {
            throw new RuleViolation("export.purpose-missing", SHORTEST_PURPOSE);
        }
        StaleVersion.unless(extracts.request(id, purpose.strip(), clock.instant(), Acting.scope()));
        log.seen(
                "EXPORT_REQUESTED",
                OBJECT,
                id,
                extract.area(),
                purpose.strip(),
                extract.title() + "，" + extract.rows() + " 条；" + extract.filter());
    }

    public void approve(UUID id) {
        decide(id, State.APPROVED, null);
    }

    public void refuse(UUID id, String note) {
        RuleViolation.ifBlank(note, "export.note-missing");
        decide(id, State.REFUSED, note.strip());
    }

    private void decide(UUID id, State decision, @Nullable String note) {
        Officer officer = Acting.officer();
        ListExtract extract = extracts.find(id, officer.scope()).orElseThrow(NotFound::new);
        if (!mayDecide(officer)) {
            throw new RuleViolation("export.not-approver");
        }
        if (officer.isOneWith(extract.askedById())) {
            log.denied("EXPORT_" + decision, OBJECT, id, extract.area(), "申请人不能审批自己的申请");
            throw new RuleViolation("export.same-person");
        }
        StaleVersion.unless(extracts.decide(id, decision, note, officer.id(), clock.instant(), officer.scope()));
        log.done("EXPORT_" + decision, OBJECT, id, extract.area(), extract.title() + "，" + extract.rows() + " 条");
    }

    /** Whether an officer decides on what others ask for (security design §3.2, Y). */
    public static boolean mayDecide(Officer officer) {
        return AccessDecision.may(officer, Action.DECIDE_EXPORT);
    }

    /** What has to be asked of the server again to make an approved file. */
    @Transactional(readOnly = true)
    public String requestOf(UUID id) {
        ListExtract extract = mine(id);
        StaleVersion.unless(extract.mayBeMade());
        return cipher.decrypt(ProtectedField.EXTRACT_REQUEST, id, extracts.request(id, Acting.scope()));
    }

    /** Takes an approved list up to be made; nobody else can then. */
    public ListExtract begin(UUID id, String list) {
        ListExtract extract = mine(id);
        if (!extract.list().equals(list) || !extracts.begin(id, clock.instant(), Acting.scope())) {
            throw new StaleVersion();
        }
        return extract;
    }

    /** A password nobody chose: four groups of four letters and figures that cannot be mistaken for each other. */
    public String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 16; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** Keeps an encrypted file for a limited time, and its password until it was shown. */
    public void made(ListExtract extract, UUID file, int rows, String sha256, String password) {
        if (rows > extract.rows()) {
            throw new RuleViolation("export.grown", extract.rows(), rows);
        }
        Officer officer = Acting.officer();
        extracts.made(
                extract.id(),
                file,
                rows,
                sha256,
                cipher.encrypt(ProtectedField.EXTRACT_PASSWORD, extract.id(), password),
                clock.instant().plus(Duration.ofHours(limits.hoursKept(officer))),
                officer.scope());
        logged(
                extract.list(),
                rows,
                extract.filter() + "；加密；申请 " + extract.id() + (extract.wholeNumbers() ? "；含完整号码" : ""),
                sha256);
    }

    private void logged(String list, int rows, String filter, String sha256) {
        log.done("EXPORT", OBJECT, list, Acting.officer().area(), rows + " 条；" + filter + "；sha256 " + sha256);
    }

    public void failed(UUID id, String note) {
        extracts.failed(id, note, Acting.scope());
    }

    /** Shows the password of a file, the one time it is shown. */
    public Optional<String> password(UUID id) {
        ListExtract extract = mine(id);
        Optional<String> password = extracts.takePassword(id, Acting.scope())
                .map(stored -> cipher.decrypt(ProtectedField.EXTRACT_PASSWORD, id, stored));
        if (password.isPresent()) {
            log.done("EXPORT_PASSWORD_SHOWN", OBJECT, id, extract.area(), extract.title());
        }
        return password;
    }

    /** Whether a file can still be fetched. */
    @Transactional(readOnly = true)
    public boolean available(ListExtract extract) {
        Instant until = extract.expiresAt();
        return extract.state() == State.READY
                && until != null
                && clock.instant().isBefore(until);
    }

    /** @throws NotFound if the file is gone or was never there */
    public void download(UUID id, OutputStream out) {
        ListExtract extract = mine(id);
        UUID file = extract.fileId();
        String sha256 = extract.sha256();
        if (!available(extract) || file == null || sha256 == null) {
            throw new NotFound();
        }
        extracts.downloaded(id, Acting.scope());
        log.done("EXPORT_DOWNLOADED", OBJECT, id, extract.area(), extract.title() + "，" + extract.rows() + " 条");
        files.copy(file, Acting.scope(), sha256, out);
    }

    /**
     * Removes files whose time is over, and gives up what a stopped machine left half made; how many files. Repeating it
     * changes nothing.
     */
    public int removeFiles() {
        AreaScope scope = Acting.scope();
        extracts.stopped(clock.instant().minus(LONGEST_MAKING), scope);
        List<ListExtract> over = extracts.over(clock.instant(), scope);
        for (ListExtract extract : over) {
            if (extract.fileId() != null) {
                files.remove(extract.fileId(), scope);
            }
            extracts.expired(extract.id(), scope);
            log.done("EXPORT_REMOVED", OBJECT, extract.id(), extract.area(), extract.title());
        }
        return over.size();
    }

    /** What the acting officer asked for. @throws NotFound if somebody else did */
    @Transactional(readOnly = true)
    public ListExtract mine(UUID id) {
        Officer officer = Acting.officer();
        return extracts.find(id, officer.scope())
                .filter(extract -> extract.isOf(officer.id()))
                .orElseThrow(NotFound::new);
    }

    /** What the acting officer asked for, or has to decide on. */
    @Transactional(readOnly = true)
    public ListExtract find(UUID id) {
        Officer officer = Acting.officer();
        return extracts.find(id, officer.scope())
                .filter(extract -> extract.isOf(officer.id()) || mayDecide(officer) && extract.purpose() != null)
                .orElseThrow(NotFound::new);
    }

    @Transactional(readOnly = true)
    public List<ListExtract> mine(int limit, int offset) {
        return extracts.of(Acting.officer().id(), Acting.scope(), limit, offset);
    }

    /** What waits for a decision, or what was decided. */
    @Transactional(readOnly = true)
    public List<ListExtract> requests(boolean waiting, int limit, int offset) {
        if (!mayDecide(Acting.officer())) {
            return List.of();
        }
        return extracts.requests(waiting, Acting.scope(), limit, offset);
    }

    /** How many requests wait for the acting officer's decision. */
    @Transactional(readOnly = true)
    public int waiting() {
        return mayDecide(Acting.officer()) ? extracts.waiting(Acting.scope()) : 0;
    }
}

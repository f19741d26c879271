package cn.civilaffairs.web.papers;

import cn.civilaffairs.assistance.minimumliving.MinimumLivingAllowance;
import cn.civilaffairs.casework.PrintSubject;
import cn.civilaffairs.casework.PrintedPaper;
import cn.civilaffairs.casework.Printout;
import cn.civilaffairs.disbursement.BenefitInForce;
import cn.civilaffairs.disbursement.Determination;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.Hold;
import cn.civilaffairs.disbursement.Payment;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.NotFound;
import cn.civilaffairs.kernel.RuleViolation;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.resident.HouseholdOnDate;
import cn.civilaffairs.registry.resident.HouseholdRegister;
import cn.civilaffairs.web.Words;
import cn.civilaffairs.web.registry.FamilyEvent;
import cn.civilaffairs.web.registry.FamilyFile;
import cn.civilaffairs.web.registry.FamilyFiles;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The papers of a family and of the benefits it draws: its sheet, the review form, the notices (benefits handbook §1.9b). */
@Service
class HouseholdPapers {

    static final Paper SHEET = Paper.standing("household-sheet", "一户一页", "household/sheet");
    static final Paper REVIEW = Paper.standing("review-form", "动态管理复核表", "household/review");
    static final Paper CHANGE = Paper.standing("change-notice", "增发减发停发告知书", "household/change");
    static final Paper HOLD = Paper.standing("hold-notice", "暂停发放告知书", "household/hold");
    static final Paper RESUME = Paper.standing("resume-notice", "恢复发放告知书", "household/resume");

    static final List<Paper> OF_HOUSEHOLD = List.of(SHEET, REVIEW);
    static final List<Paper> OF_BENEFIT = List.of(CHANGE, HOLD, RESUME);

    /** The forms of these with nothing filled in, and those of the letters about money owed either way. */
    static final List<Paper> BLANKS =
            List.of(SHEET, REVIEW, CHANGE, HOLD, RESUME, BackPaymentLetter.PAPER, DemandLetter.PAPER);

    private final FamilyFiles files;
    private final HouseholdRegister households;
    private final EntitlementDesk entitlements;
    private final HouseholdOnPaper onPaper;
    private final PlacesOnPaper places;
    private final PrintDesk desk;
    private final Words words;

    HouseholdPapers(
            FamilyFiles files,
            HouseholdRegister households,
            EntitlementDesk entitlements,
            HouseholdOnPaper onPaper,
            PlacesOnPaper places,
            PrintDesk desk,
            Words words) {
        this.files = files;
        this.households = households;
        this.entitlements = entitlements;
        this.onPaper = onPaper;
        this.places = places;
        this.desk = desk;
        this.words = words;
    }

    /** A paper that may be printed now, for the household or one of its benefits. */
    record Offer(
            Paper paper,
            @Nullable UUID benefit,
            @Nullable UUID hold,
            String about,
            String whyNot,
            List<PrintedPaper> prints) {

        public boolean available() {
            return whyNot.isEmpty();
        }
    }

    record Contents(HouseholdOnDate household, List<Offer> offers) {}

    @Transactional(readOnly = true)
    Contents of(UUID householdId) {
        HouseholdOnDate household = households.today(householdId, Acting.scope());
        List<Offer> offers = new ArrayList<>();
        PrintSubject subject = subject(household);
        List<PrintedPaper> prints = desk.of(subject);
        OF_HOUSEHOLD.forEach(paper -> offers.add(new Offer(paper, null, null, "全家", "", only(paper, prints))));
        for (BenefitInForce benefit : entitlements.ofHousehold(householdId)) {
            List<PrintedPaper> ofBenefit = desk.of(subject(benefit, household));
            String about = words.of("Scheme", benefit.scheme()) + "　" + benefit.residentName()
                    + (benefit.ended() ? "（已停）" : "");
            offers.add(new Offer(
                    CHANGE,
                    benefit.entitlementId(),
                    null,
                    about,
                    change(benefit, household).isPresent() ? "" : "金额没有变动过",
                    only(CHANGE, ofBenefit)));
            offers.addAll(ofHolds(benefit, household, about));
        }
        return new Contents(household, offers);
    }

    /** A letter for each hold, and another once it is gone; each counts its own copies. */
    private List<Offer> ofHolds(BenefitInForce benefit, HouseholdOnDate household, String about) {
        List<Hold> holds = entitlements.holds(benefit.entitlementId());
        boolean stillHeld = holds.stream().anyMatch(Hold::open);
        List<Offer> offers = new ArrayList<>();
        for (Hold hold : holds) {
            List<PrintedPaper> prints = desk.of(subject(hold, benefit, household));
            String which = about + "　" + words.of(hold.reason()) + "（" + hold.from() + " 起）";
            offers.add(new Offer(HOLD, benefit.entitlementId(), hold.id(), which, "", only(HOLD, prints)));
            if (!hold.open()) {
                offers.add(new Offer(
                        RESUME,
                        benefit.entitlementId(),
                        hold.id(),
                        which,
                        stillHeld ? "还有别的暂停原因，没有恢复发放" : "",
                        only(RESUME, prints)));
            }
        }
        return offers;
    }

    private static PrintSubject subject(Hold hold, BenefitInForce benefit, HouseholdOnDate household) {
        return new PrintSubject(PrintSubject.Kind.ENTITLEMENT, hold.id(), household.area(), benefit.residentName());
    }

    private static List<PrintedPaper> only(Paper paper, List<PrintedPaper> prints) {
        return prints.stream()
                .filter(print -> print.paper().equals(paper.code()))
                .toList();
    }

    /** @throws NotFound for a family that is none of the officer's business */
    @Transactional
    PaperShelf.Print print(
            UUID householdId, String code, @Nullable UUID benefitId, @Nullable UUID holdId, boolean placeholders) {
        HouseholdOnDate household = households.today(householdId, Acting.scope());
        Paper paper = OF_HOUSEHOLD.stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElse(null);
        if (paper != null) {
            Printout printed = desk.print(subject(household), paper, sheet(household), placeholders);
            return new PaperShelf.Print(household.fileNo() + " " + paper.title() + ".pdf", printed.content());
        }
        Paper notice = OF_BENEFIT.stream()
                .filter(candidate -> candidate.code().equals(code))
                .findFirst()
                .orElseThrow(NotFound::new);
        BenefitInForce benefit = entitlements.ofHousehold(householdId).stream()
                .filter(candidate -> candidate.entitlementId().equals(benefitId))
                .findFirst()
                .orElseThrow(NotFound::new);
        PrintSubject subject = subject(benefit, household);
        BenefitNotice content;
        if (notice == CHANGE) {
            content = change(benefit, household)
                    .orElseThrow(() -> new RuleViolation("paper.nothing-to-notify", notice.title()));
        } else {
            List<Hold> holds = entitlements.holds(benefit.entitlementId());
            Hold hold = holds.stream()
                    .filter(candidate -> candidate.id().equals(holdId))
                    .findFirst()
                    .orElseThrow(NotFound::new);
            if (notice == RESUME && holds.stream().anyMatch(Hold::open)) {
                throw new RuleViolation("paper.nothing-to-notify", notice.title());
            }
            subject = subject(hold, benefit, household);
            content = notice == HOLD ? held(hold, benefit, household) : resumed(hold, benefit, household);
        }
        Printout printed = desk.print(subject, notice, content, placeholders);
        return new PaperShelf.Print(household.fileNo() + " " + notice.title() + ".pdf", printed.content());
    }

    /** Blank forms of these for an office. */
    PaperContent blank(Paper paper, AreaCode area) {
        MinimumLivingFacts.Places office = places.ofOffice(area);
        if (OF_HOUSEHOLD.contains(paper)) {
            return HouseholdSheet.blank(office);
        }
        String scheme = words.of("Scheme", MinimumLivingAllowance.CODE);
        if (paper == DemandLetter.PAPER) {
            return DemandLetter.Facts.blank(area, office.countyOffice(), scheme);
        }
        if (paper == BackPaymentLetter.PAPER) {
            return BackPaymentLetter.Facts.blank(area, office.countyOffice(), scheme);
        }
        String act = paper == HOLD ? "暂停发放" : paper == RESUME ? "恢复发放" : "（增发、减发、停发）";
        return BenefitNotice.blank(office, scheme, act);
    }

    PrintSubject subject(HouseholdOnDate household) {
        return new PrintSubject(
                PrintSubject.Kind.HOUSEHOLD,
                household.id(),
                household.area(),
                household.head().map(HouseholdOnDate.Member::name).orElse(household.fileNo()));
    }

    private static PrintSubject subject(BenefitInForce benefit, HouseholdOnDate household) {
        return new PrintSubject(
                PrintSubject.Kind.ENTITLEMENT, benefit.entitlementId(), household.area(), benefit.residentName());
    }

    HouseholdSheet sheet(HouseholdOnDate household) {
        FamilyFile file = files.open(household.id(), Acting.officer());
        List<MinimumLivingFacts.MeansRow> means = onPaper.meansRows(household);
        List<FamilyEvent> history = file.events();
        List<BenefitInForce> running =
                file.benefits().stream().filter(benefit -> !benefit.ended()).toList();
        return new HouseholdSheet(
                household.fileNo(),
                places.of(household.area()),
                Objects.requireNonNullElse(household.address(), ""),
                words.of(household.residence()),
                household.size(),
                onPaper.members(household, Map.of()),
                means.subList(0, Math.min(HouseholdSheet.MEANS, means.size())),
                Math.max(0, means.size() - HouseholdSheet.MEANS),
                running.stream().map(this::benefit).toList(),
                running.isEmpty()
                        ? null
                        : Money.sum(running.stream().map(BenefitInForce::amount).toList()),
                entitlements.paymentsOfHousehold(household.id(), HouseholdSheet.PAYMENTS, 0).stream()
                        .map(this::paid)
                        .toList(),
                history.stream()
                        .limit(HouseholdSheet.EVENTS)
                        .map(event -> new HouseholdSheet.Event(event.on(), event.words()))
                        .toList(),
                Math.max(0, history.size() - HouseholdSheet.EVENTS),
                Acting.officer().name());
    }

    private HouseholdSheet.Benefit benefit(BenefitInForce benefit) {
        return new HouseholdSheet.Benefit(
                words.of("Scheme", benefit.scheme()),
                benefit.residentName(),
                benefit.amount(),
                benefit.firstMonth(),
                benefit.reviewClass() == null ? "" : benefit.reviewClass().name() + " 类",
                benefit.heldFor() == null ? "发放中" : "暂停：" + words.of(benefit.heldFor()));
    }

    private HouseholdSheet.Paid paid(Payment payment) {
        return new HouseholdSheet.Paid(
                payment.benefitMonth(),
                words.of("Scheme", payment.scheme()),
                payment.amount(),
                payment.bank() + " ****" + payment.accountLastFour(),
                words.of("Status", "PAYMENT_" + payment.outcome()));
    }

    /** The latest change of amount, or the end. */
    private Optional<BenefitNotice> change(BenefitInForce benefit, HouseholdOnDate household) {
        List<Determination> determinations = entitlements.determinations(benefit.entitlementId());
        if (determinations.isEmpty() || !benefit.ended() && determinations.size() < 2) {
            return Optional.empty();
        }
        Determination latest = determinations.get(0);
        if (benefit.ended() && benefit.lastMonth() != null) {
            return Optional.of(notice(
                    benefit,
                    household,
                    "停发",
                    benefit.lastMonth().plusMonths(1),
                    latest.persons(),
                    0,
                    latest.amount(),
                    Money.ZERO,
                    benefit.exitCode() == null ? "" : words.of(benefit.exitCode()),
                    null));
        }
        Determination before = determinations.get(1);
        int difference = latest.amount().compareTo(before.amount());
        return difference == 0
                ? Optional.empty()
                : Optional.of(notice(
                        benefit,
                        household,
                        difference > 0 ? "增发" : "减发",
                        latest.effectiveMonth(),
                        before.persons(),
                        latest.persons(),
                        before.amount(),
                        latest.amount(),
                        words.of(latest.cause()),
                        null));
    }

    private BenefitNotice held(Hold hold, BenefitInForce benefit, HouseholdOnDate household) {
        return notice(
                benefit,
                household,
                "暂停发放",
                hold.from(),
                benefit.persons(),
                benefit.persons(),
                benefit.amount(),
                Money.ZERO,
                words.of(hold.reason()) + "：" + hold.note(),
                null);
    }

    private BenefitNotice resumed(Hold hold, BenefitInForce benefit, HouseholdOnDate household) {
        return notice(
                benefit,
                household,
                "恢复发放",
                hold.paidAgainFrom(),
                benefit.persons(),
                benefit.persons(),
                Money.ZERO,
                benefit.amount(),
                words.of(hold.reason()) + "已消除：" + Objects.requireNonNullElse(hold.releaseNote(), ""),
                hold.heldMonthsPaid());
    }

    private BenefitNotice notice(
            BenefitInForce benefit,
            HouseholdOnDate household,
            String act,
            @Nullable YearMonth from,
            int personsBefore,
            int personsAfter,
            Money before,
            Money after,
            String reason,
            @Nullable Boolean arrearsPaid) {
        MinimumLivingFacts.Places where = places.of(household.area());
        return new BenefitNotice(
                household.fileNo(),
                where,
                where.countyOffice(),
                benefit.residentName(),
                where.village() + Objects.requireNonNullElse(household.address(), ""),
                words.of("Scheme", benefit.scheme()),
                act,
                from,
                personsBefore,
                personsAfter,
                before,
                after,
                reason,
                arrearsPaid);
    }
}

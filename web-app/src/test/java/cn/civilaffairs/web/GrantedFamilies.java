package cn.civilaffairs.web;

import cn.civilaffairs.disbursement.Cause;
import cn.civilaffairs.disbursement.Due;
import cn.civilaffairs.disbursement.EntitlementDesk;
import cn.civilaffairs.disbursement.EntryKind;
import cn.civilaffairs.disbursement.Grant;
import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.kernel.UrbanRural;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Families of one, put into the register past its desks, and what they are granted: for tests of what comes afterwards. Everything
 * takes place in the caller's transaction, as somebody of the county.
 */
@TestComponent
public record GrantedFamilies(JdbcClient jdbc, FieldCipher cipher, EntitlementDesk entitlements) {

    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final int PEOPLE_A_DAY = 400;
    private static final int FIRST_CARD = 500_000;

    /** @param account the head's, confirmed long ago */
    public record Family(AreaCode village, UUID household, UUID head, UUID account, IdNumber number) {}

    public Family family(AreaCode village, String name) {
        int serial = SERIAL.getAndIncrement();
        IdNumber number = TestPeople.idNumber(LocalDate.of(1947, 2, 3).plusDays(serial / PEOPLE_A_DAY), Sex.MALE);
        String card = TestPeople.cardNumber(FIRST_CARD + serial);
        Family family = new Family(village, Ids.next(), Ids.next(), Ids.next(), number);
        jdbc.sql("""
                        insert into registry.household (id, file_no, area_code, residence, opened_on)
                        values (?, ?, ?, 'RURAL', date '2020-01-01')""")
                .params(family.household(), family.household().toString(), village.value())
                .update();
        jdbc.sql("""
                        insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc, id_number_index,
                            id_prefix, sex, birth_date) values (?, ?, ?, 'ceshi', 'cs', ?, ?, '999001', ?, ?)""")
                .params(
                        family.head(),
                        village.value(),
                        name,
                        cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, family.head(), number.value()),
                        cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()),
                        number.sex().name(),
                        number.birthDate())
                .update();
        jdbc.sql("""
                        insert into registry.household_member (household_id, resident_id, area_code, relation, valid_from, joined_why)
                        values (?, ?, ?, 'HEAD', date '2020-01-01', '建档')""").params(family.household(), family.head(), village.value()).update();
        jdbc.sql("""
                        insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind, confirmed_at, active)
                        values (?, ?, ?, ?, '农业银行', ?, ?, ?, 'CARD', now() - interval '400 days', true)""")
                .params(
                        family.account(),
                        family.head(),
                        village.value(),
                        name,
                        cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, family.account(), card),
                        cipher.index(ProtectedField.ACCOUNT_NUMBER, card),
                        card.substring(card.length() - 4))
                .update();
        return family;
    }

    /** @return the benefit */
    public UUID grant(Family family, YearMonth first, Due due) {
        return entitlements.grant(minimumLiving(family.village(), family.household(), family.head(), first, due));
    }

    /** The minimum living allowance of one person, from a month on. */
    public static Grant minimumLiving(AreaCode village, UUID household, UUID person, YearMonth first, Due due) {
        return new Grant(
                "minimum-living",
                village,
                UrbanRural.RURAL,
                household,
                person,
                person,
                null,
                null,
                null,
                EntryKind.APPLICATION,
                first,
                due.decidedOn(),
                null,
                List.of(person),
                due);
    }

    public static Due due(String base, LocalDate decidedOn) {
        return due(base, "0.00", "{}", decidedOn);
    }

    public static Due due(String base, String supplement, String reckoning, LocalDate decidedOn) {
        return new Due(
                1, Money.of(base), Money.of(supplement), Cause.GRANTED, "1", reckoning, null, null, null, decidedOn);
    }
}

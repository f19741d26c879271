package cn.civilaffairs.registry.resident;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Instants;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payment accounts' rows. */
@Repository
class PaymentAccounts {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;

    PaymentAccounts(JdbcClient jdbc, FieldCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** All accounts people ever had: the one in use first, then pending, then former ones, newest first. */
    List<PaymentAccount> of(Collection<UUID> residentIds, AreaScope scope) {
        return jdbc.sql("""
                        select a.id, a.resident_id, a.holder_name, a.bank, a.last_four, a.kind, a.entered_by,
                               e.name as entered_name, a.entered_at, c.name as confirmed_name, a.confirmed_at, a.active,
                               a.closed_at
                        from registry.payment_account a
                        left join registry.officer e on e.id = a.entered_by
                        left join registry.officer c on c.id = a.confirmed_by
                        where a.resident_id = any (:residents) and a.area_code >= :lo and a.area_code < :hi
                        order by a.resident_id, not a.active, a.closed_at is not null, a.entered_at desc""")
                .param("residents", residentIds.toArray(UUID[]::new))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> new PaymentAccount(
                        row.getObject("id", UUID.class),
                        row.getObject("resident_id", UUID.class),
                        row.getString("holder_name"),
                        row.getString("bank"),
                        row.getString("last_four"),
                        AccountKind.valueOf(row.getString("kind")),
                        row.getObject("entered_by", UUID.class),
                        row.getString("entered_name"),
                        row.getObject("entered_at", OffsetDateTime.class).toInstant(),
                        row.getString("confirmed_name"),
                        Instants.read(row, "confirmed_at"),
                        row.getBoolean("active"),
                        Instants.read(row, "closed_at")))
                .list();
    }

    @Unscoped("the row policy checks the area of an inserted row")
    void insert(
            UUID id,
            UUID residentId,
            AreaCode area,
            String holder,
            String bank,
            String number,
            AccountKind kind,
            UUID enteredBy,
            Instant at) {
        jdbc.sql("""
                        insert into registry.payment_account (id, resident_id, area_code, holder_name, bank, number_enc,
                            number_index, last_four, kind, entered_by, entered_at)
                        values (:id, :resident, :area, :holder, :bank, :enc, :index, :lastFour, :kind, :by, :at)""")
                .param("id", id)
                .param("resident", residentId)
                .param("area", area.value())
                .param("holder", holder)
                .param("bank", bank)
                .param("enc", cipher.encrypt(ProtectedField.ACCOUNT_NUMBER, id, number))
                .param("index", cipher.index(ProtectedField.ACCOUNT_NUMBER, number))
                .param("lastFour", number.substring(number.length() - 4))
                .param("kind", kind.name())
                .param("by", enteredBy)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean hasNumber(UUID id, byte[] index, AreaScope scope) {
        return jdbc.sql("""
                        select exists (select from registry.payment_account
                            where id = :id and number_index = :index and area_code >= :lo and area_code < :hi)""")
                .param("id", id)
                .param("index", index)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Boolean.class)
                .single();
    }

    /** How many other people are paid into this account now: not forbidden, but worth a look. */
    int sharedWith(UUID residentId, byte[] index, AreaScope scope) {
        return jdbc.sql("""
                        select count(distinct resident_id) from registry.payment_account
                        where number_index = :index and resident_id <> :resident and closed_at is null
                          and area_code >= :lo and area_code < :hi""")
                .param("index", index)
                .param("resident", residentId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(Integer.class)
                .single();
    }

    void closeActive(UUID residentId, Instant at, AreaScope scope) {
        jdbc.sql("""
                        update registry.payment_account set active = false, closed_at = :at
                        where resident_id = :resident and active and area_code >= :lo and area_code < :hi""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("resident", residentId)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .update();
    }

    /** @return whether it was still pending, and no other account of that person was taken into use at the same moment */
    boolean confirm(UUID id, UUID officer, Instant at, AreaScope scope) {
        try {
            return jdbc.sql("""
                                    update registry.payment_account
                                    set confirmed_by = :by, confirmed_at = :at, active = true
                                    where id = :id and confirmed_at is null and closed_at is null
                                      and area_code >= :lo and area_code < :hi""")
                            .param("by", officer)
                            .param("at", at.atOffset(ZoneOffset.UTC))
                            .param("id", id)
                            .param("lo", scope.lo())
                            .param("hi", scope.hi())
                            .update()
                    == 1;
        } catch (DuplicateKeyException another) {
            return false;
        }
    }

    boolean close(UUID id, Instant at, AreaScope scope) {
        return jdbc.sql("""
                                update registry.payment_account set active = false, closed_at = :at
                                where id = :id and closed_at is null and area_code >= :lo and area_code < :hi""")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("lo", scope.lo())
                        .param("hi", scope.hi())
                        .update()
                == 1;
    }

    /** Where the account's holder lives. */
    Optional<AreaCode> areaOf(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select area_code from registry.payment_account
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .optional()
                .map(AreaCode::of);
    }

    Optional<String> whole(UUID id, AreaScope scope) {
        return jdbc.sql("""
                        select number_enc from registry.payment_account
                        where id = :id and area_code >= :lo and area_code < :hi""")
                .param("id", id)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> cipher.decrypt(ProtectedField.ACCOUNT_NUMBER, id, row.getBytes(1)))
                .optional();
    }
}

package cn.civilaffairs.web.audit;

import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.registry.database.WholeView;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the log may know a family under (查阅对象): the auditor names it by a file, case or identity number and learns nothing of
 * it but who looked. Its file, its people and their accounts, its cases, benefits, leads and claims each have a number of
 * their own, and a look at any of them is a look at the family.
 */
@Repository
@Transactional(readOnly = true)
class AuditSubjects {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final WholeView wholeView;

    AuditSubjects(JdbcClient jdbc, FieldCipher cipher, WholeView wholeView) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.wholeView = wholeView;
    }

    /** @param number of a family's file, of a case, or somebody's whole identity number */
    Optional<UUID> numbered(String number, AreaScope scope) {
        String plain = IdNumber.normalise(number);
        return wholeView.during(() -> jdbc.sql("""
                        select id from registry.household
                        where file_no = :number and area_code >= :lo and area_code < :hi
                        union all
                        select coalesce(household_id, applicant_id, id) from casework.case_file
                        where case_no = :number and area_code >= :lo and area_code < :hi
                        union all
                        select id from registry.resident
                        where id_number_index = :index and area_code >= :lo and area_code < :hi limit 1""")
                .param("number", number.strip())
                .param("index", cipher.index(ProtectedField.RESIDENT_ID_NUMBER, plain))
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(UUID.class)
                .optional());
    }

    /** The numbers to look for: one object's, a family's, or none for everything. */
    List<String> named(String object, @Nullable UUID about, AreaScope scope) {
        if (about != null) {
            return of(about, scope);
        }
        return object.isEmpty() ? List.of() : List.of(object);
    }

    /** Everything the log may call a family, given its own number or that of somebody in it. */
    private List<String> of(UUID about, AreaScope scope) {
        return wholeView.during(() -> jdbc.sql("""
                        with home as (
                            select id from registry.household where id = :about and area_code >= :lo and area_code < :hi
                            union
                            select household_id from registry.household_member
                            where resident_id = :about and area_code >= :lo and area_code < :hi),
                        person as (
                            select id from registry.resident where id = :about and area_code >= :lo and area_code < :hi
                            union
                            select resident_id from registry.household_member where household_id in (select id from home)),
                        benefit as (
                            select id from disbursement.entitlement
                            where household_id in (select id from home) or resident_id in (select id from person))
                        select :about::text
                        union select id::text from home
                        union select id::text from person
                        union select id::text from benefit
                        union select id::text from registry.payment_account where resident_id in (select id from person)
                        union select id::text from registry.limited_access where household_id in (select id from home)
                        union select id::text from casework.case_file
                            where household_id in (select id from home) or applicant_id in (select id from person)
                        union select id::text from casework.lead where resident_id in (select id from person)
                        union select id::text from disbursement.determination where entitlement_id in (select id from benefit)
                        union select id::text from disbursement.recovery where entitlement_id in (select id from benefit)""")
                .param("about", about)
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query(String.class)
                .list());
    }
}

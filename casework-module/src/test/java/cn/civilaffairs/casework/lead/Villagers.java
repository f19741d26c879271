package cn.civilaffairs.casework.lead;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.IdNumber;
import cn.civilaffairs.kernel.Officer;
import cn.civilaffairs.kernel.Sex;
import cn.civilaffairs.registry.database.Acting;
import cn.civilaffairs.registry.database.Ids;
import cn.civilaffairs.registry.protection.FieldCipher;
import cn.civilaffairs.registry.protection.ProtectedField;
import cn.civilaffairs.registry.testing.TestPeople;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Residents for the tests of this package. */
@TestComponent
class Villagers {

    private final JdbcClient jdbc;
    private final FieldCipher cipher;
    private final TransactionTemplate transaction;

    Villagers(JdbcClient jdbc, FieldCipher cipher, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.transaction = transaction;
    }

    record Villager(UUID id, IdNumber number) {}

    <T> T as(Officer officer, Supplier<T> work) {
        return Acting.as(officer, () -> transaction.execute(status -> work.get()));
    }

    void run(Officer officer, Runnable work) {
        as(officer, () -> {
            work.run();
            return true;
        });
    }

    Villager in(AreaCode village, Officer officer) {
        return as(officer, () -> {
            UUID id = Ids.next();
            LocalDate birth = LocalDate.of(1954, 2, 19);
            IdNumber number = TestPeople.idNumber(birth, Sex.MALE);
            jdbc.sql("""
                            insert into registry.resident (id, area_code, name, pinyin, initials, id_number_enc,
                                id_number_index, id_prefix, sex, birth_date)
                            values (?, ?, '张老六', 'zhanglaoliu', 'zll', ?, ?, '999001', 'MALE', ?)""")
                    .params(
                            id,
                            village.value(),
                            cipher.encrypt(ProtectedField.RESIDENT_ID_NUMBER, id, number.value()),
                            cipher.index(ProtectedField.RESIDENT_ID_NUMBER, number.value()),
                            birth)
                    .update();
            return new Villager(id, number);
        });
    }
}

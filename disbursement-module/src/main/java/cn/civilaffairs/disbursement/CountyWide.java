package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Unscoped;
import cn.civilaffairs.registry.database.Acting;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks over the whole county for a moment, inside the transaction of an officer who serves a part of it. For one
 * question only: whether the last township has confirmed. No row of another township reaches the officer.
 */
@Repository
@Unscoped("widens the scope itself, for this transaction and one piece of work")
class CountyWide {

    private final JdbcClient jdbc;

    CountyWide(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    <T> T within(AreaCode county, Supplier<T> work) {
        see(AreaScope.of(county));
        T result = work.get();
        see(Acting.scope());
        return result;
    }

    private void see(AreaScope scope) {
        jdbc.sql("select set_config('app.lo', :lo, true), set_config('app.hi', :hi, true)")
                .param("lo", scope.lo())
                .param("hi", scope.hi())
                .query((row, number) -> row.getString(1))
                .single();
    }
}

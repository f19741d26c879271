package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Unscoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The areas. Everyone may know that a village exists; what is scoped is who lives there. */
@Repository
@Unscoped("area names are public")
class Areas {

    private static final String COLUMNS =
            "code, name, parent_code, level, class_code, initials, valid_from, valid_to, successor_code";

    private final JdbcClient jdbc;

    Areas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Area> all() {
        return jdbc.sql("select " + COLUMNS + " from registry.area order by code")
                .query((row, number) -> area(row))
                .list();
    }

    Optional<Area> find(AreaCode code) {
        return jdbc.sql("select " + COLUMNS + " from registry.area where code = :code")
                .param("code", code.value())
                .query((row, number) -> area(row))
                .optional();
    }

    void insert(Area area) {
        jdbc.sql("""
                        insert into registry.area (code, name, parent_code, level, class_code, initials, valid_from)
                        values (:code, :name, :parent, :level, :classCode, :initials, :from)""")
                .param("code", area.code().value())
                .param("name", area.name())
                .param("parent", text(area.parent()))
                .param("level", area.level().name())
                .param("classCode", area.classCode())
                .param("initials", area.initials())
                .param("from", area.validFrom())
                .update();
    }

    /** @return whether it was still open */
    boolean close(AreaCode code, LocalDate from, @Nullable AreaCode successor) {
        return jdbc.sql("""
                                update registry.area set valid_to = :from, successor_code = :successor
                                where code = :code and valid_to is null""")
                        .param("from", from)
                        .param("successor", text(successor))
                        .param("code", code.value())
                        .update()
                == 1;
    }

    /** Whether a merger of it or into it waits for its second person. */
    boolean mergerWaits(AreaCode code) {
        return jdbc.sql("""
                        select exists (select from registry.area_merger
                            where state = 'PROPOSED' and (from_code = :code or to_code = :code))""").param("code", code.value()).query(Boolean.class).single();
    }

    int openChildren(AreaCode code) {
        return jdbc.sql("select count(*) from registry.area where parent_code = :code and valid_to is null")
                .param("code", code.value())
                .query(Integer.class)
                .single();
    }

    private static @Nullable String text(@Nullable AreaCode code) {
        return code == null ? null : code.value();
    }

    private static Area area(ResultSet row) throws SQLException {
        return new Area(
                AreaCode.of(row.getString("code")),
                row.getString("name"),
                code(row.getString("parent_code")),
                AreaCode.Level.valueOf(row.getString("level")),
                row.getString("class_code"),
                row.getString("initials"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                code(row.getString("successor_code")));
    }

    private static @Nullable AreaCode code(@Nullable String value) {
        return value == null ? null : AreaCode.of(value);
    }
}

package cn.civilaffairs.registry.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * What a superuser does once before the first start: the roles and the database. On a bureau's own server an
 * administrator runs {@code db/bootstrap/roles.sql} by hand instead.
 */
public final class DatabaseSetup {

    public static final String DATABASE = "civil";
    public static final String APPLICATION = "civil_app";
    public static final String MIGRATION = "civil_migrate";

    private DatabaseSetup() {}

    /** @param password given to every role that may sign in; letters, digits and hyphens only */
    public static void prepare(Connection superuser, String password) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(script());
            for (String role : new String[] {APPLICATION, MIGRATION, "civil_audit", "civil_backup"}) {
                statement.execute("alter role " + role + " password '" + password + "'");
            }
            statement.execute("create database " + DATABASE + " owner civil_owner");
        }
    }

    private static String script() {
        try (InputStream script = Objects.requireNonNull(
                DatabaseSetup.class.getResourceAsStream("/db/bootstrap/roles.sql"), "roles.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

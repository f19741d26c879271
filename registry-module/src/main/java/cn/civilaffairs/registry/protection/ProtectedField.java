package cn.civilaffairs.registry.protection;

/**
 * The columns that hold ciphertext. The path is part of what the cipher is bound to, so it never changes; the table and its
 * columns say where the ciphertext lies, so that {@link KeyRotation} finds every one of them.
 */
public enum ProtectedField {
    RESIDENT_ID_NUMBER("registry.resident.id_number", "registry.resident", "id", "id_number_enc"),
    RESIDENT_PHONE("registry.resident.phone", "registry.resident", "id", "phone_enc"),
    RESIDENT_DISABILITY("registry.resident.disability", "registry.resident", "id", "disability_enc"),
    ACCOUNT_NUMBER("registry.payment_account.number", "registry.payment_account", "id", "number_enc"),
    STORED_FILE("registry.stored_file.content", "registry.stored_file", "id", "content_enc"),
    /** Bound as the file it belongs to. */
    STORED_FILE_PART("registry.stored_file.content", "registry.stored_file_part", "id", "content_enc"),
    DRAFT("registry.draft.content", "registry.draft", "officer_id", "content_enc"),
    STAFF_RELATIVE_ID_NUMBER("registry.staff_relative.id_number", "registry.staff_relative", "id", "id_number_enc"),
    EXTRACT_REQUEST("registry.list_extract.request", "registry.list_extract", "id", "request_enc"),
    EXTRACT_PASSWORD("registry.list_extract.password", "registry.list_extract", "id", "password_enc"),
    LIMITED_ACCESS_REASON("registry.limited_access.why", "registry.limited_access", "id", "why_enc"),
    SECOND_FACTOR("registry.officer.factor_secret", "registry.officer", "id", "factor_secret");

    private final String path;
    private final String table;
    private final String row;
    private final String column;

    ProtectedField(String path, String table, String row, String column) {
        this.path = path;
        this.table = table;
        this.row = row;
        this.column = column;
    }

    String path() {
        return path;
    }

    String table() {
        return table;
    }

    /** The column whose value a ciphertext is bound to. */
    String row() {
        return row;
    }

    String column() {
        return column;
    }
}

package cn.civilaffairs.registry.protection;

/** The columns that hold ciphertext. The path is part of what the cipher is bound to, so it never changes. */
public enum ProtectedField {
    RESIDENT_ID_NUMBER("registry.resident.id_number"),
    RESIDENT_PHONE("registry.resident.phone"),
    RESIDENT_DISABILITY("registry.resident.disability"),
    ACCOUNT_NUMBER("registry.payment_account.number"),
    STORED_FILE("registry.stored_file.content"),
    DRAFT("registry.draft.content"),
    SECOND_FACTOR("registry.officer.factor_secret");

    private final String path;

    ProtectedField(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}

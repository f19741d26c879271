package cn.civilaffairs.registry.protection;

/** The columns a protected value is found by, each beside the ciphertext it can be made from again. */
enum BlindIndex {
    RESIDENT_ID_NUMBER(ProtectedField.RESIDENT_ID_NUMBER, "id_number_index", ProtectedField.RESIDENT_ID_NUMBER),
    RESIDENT_PHONE(ProtectedField.RESIDENT_PHONE, "phone_index", ProtectedField.RESIDENT_PHONE),
    ACCOUNT_NUMBER(ProtectedField.ACCOUNT_NUMBER, "number_index", ProtectedField.ACCOUNT_NUMBER),
    /** Compared with the register of residents, so made as theirs. */
    STAFF_RELATIVE_ID_NUMBER(
            ProtectedField.STAFF_RELATIVE_ID_NUMBER, "id_number_index", ProtectedField.RESIDENT_ID_NUMBER);

    private final ProtectedField source;
    private final String column;
    private final ProtectedField madeAs;

    BlindIndex(ProtectedField source, String column, ProtectedField madeAs) {
        this.source = source;
        this.column = column;
        this.madeAs = madeAs;
    }

    /** The ciphertext in the same row. */
    ProtectedField source() {
        return source;
    }

    String column() {
        return column;
    }

    /** What the value is looked up as. */
    ProtectedField madeAs() {
        return madeAs;
    }
}

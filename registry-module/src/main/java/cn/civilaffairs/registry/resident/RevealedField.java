package cn.civilaffairs.registry.resident;

import cn.civilaffairs.registry.protection.ProtectedField;

/** A number of a resident that can be shown whole, to those who may, with a reason. */
public enum RevealedField {
    /** 证件号码 */
    ID_NUMBER("r.id_number_enc", ProtectedField.RESIDENT_ID_NUMBER),
    /** 联系电话 */
    PHONE("r.phone_enc", ProtectedField.RESIDENT_PHONE),
    /** 残疾证号 */
    DISABILITY_CARD("r.disability_enc", ProtectedField.RESIDENT_DISABILITY);

    private final String column;
    private final ProtectedField protectedField;

    RevealedField(String column, ProtectedField protectedField) {
        this.column = column;
        this.protectedField = protectedField;
    }

    String column() {
        return column;
    }

    ProtectedField protectedField() {
        return protectedField;
    }
}

package cn.civilaffairs.casework;

/**
 * An application was confirmed by its last step. Heard in the transaction of the confirmation: if the listener cannot
 * grant what was confirmed, the confirmation does not happen.
 */
public record CaseConfirmed(CaseFile file) {

    public boolean follows(String matter) {
        return file.matter().equals(matter);
    }
}

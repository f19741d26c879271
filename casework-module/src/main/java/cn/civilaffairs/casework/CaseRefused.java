package cn.civilaffairs.casework;

/** An application was refused (不予确认). Heard in the transaction of the refusal. */
public record CaseRefused(CaseFile file, String reasonCode, String opinion) {

    public boolean follows(String matter) {
        return file.matter().equals(matter);
    }
}

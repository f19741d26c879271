package cn.civilaffairs.disbursement;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a bank could not pay (失败原因), in the words of the return file. */
public enum FailureReason {
    NAME_MISMATCH("户名不符"),
    NO_SUCH_ACCOUNT("账号不存在"),
    ACCOUNT_CLOSED("账户已销户"),
    ACCOUNT_FROZEN("账户冻结"),
    ACCOUNT_DORMANT("账户休眠"),
    /** Ours, not the bank's: the account was replaced before the file was made. */
    ACCOUNT_CHANGED("账户已变更"),
    OTHER("其他");

    private final String word;

    FailureReason(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<FailureReason> of(String text) {
        return Stream.of(values())
                .filter(reason -> reason.word.equals(text) || reason.name().equals(text))
                .findFirst();
    }
}

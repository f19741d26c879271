package cn.civilaffairs.casework.procedure;

/** A paper (材料) a matter asks for. Its name stands in the messages as {@code Paper.<matter>.<code>}. */
public record Paper(String code, Need need) {

    public enum Need {
        /** 申请人提交 */
        REQUIRED,
        /** 数据共享取得, may not be demanded from the applicant (benefits handbook §1.8) */
        BY_DATA,
        /** 有此情形的提交 */
        CONDITIONAL
    }

    public static Paper required(String code) {
        return new Paper(code, Need.REQUIRED);
    }

    public static Paper byData(String code) {
        return new Paper(code, Need.BY_DATA);
    }

    public static Paper conditional(String code) {
        return new Paper(code, Need.CONDITIONAL);
    }
}

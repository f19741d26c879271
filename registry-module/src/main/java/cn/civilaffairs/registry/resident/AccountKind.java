package cn.civilaffairs.registry.resident;

/** Kind of payment account (账户类型). */
public enum AccountKind {
    /** 银行卡: its number carries a check digit (Luhn) */
    CARD,
    /** 存折: it does not */
    PASSBOOK
}

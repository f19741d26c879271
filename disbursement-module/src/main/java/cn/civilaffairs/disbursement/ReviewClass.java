package cn.civilaffairs.disbursement;

/** How often an entitlement is looked at again (复核类别), benefits handbook §1.10. */
public enum ReviewClass {
    A,
    B,
    C
}

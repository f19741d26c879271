package cn.civilaffairs.registry.protection;

/** A stored value does not belong where it was found, or was altered there (数据完整性异常). */
public class IntegrityViolation extends RuntimeException {

    private static final long serialVersionUID = 1L;
}

package cn.civilaffairs.kernel;

/**
 * Whether a household is assisted by the urban or the rural standard (城乡类别). A recorded decision, never derived from a
 * village code (benefits handbook, rule 8).
 */
public enum UrbanRural {
    /** 城市 */
    URBAN,
    /** 农村 */
    RURAL
}

package cn.civilaffairs.kernel;

/**
 * The part of the county an officer may see (数据权限), as a half-open range of area codes: {@code lo <= code < hi},
 * compared byte by byte. The range form is what the row policies use too; the LIKE form fails open (security design
 * §3.6).
 */
public record AreaScope(String lo, String hi) {

    /** Sees nothing: the range is empty. */
    public static final AreaScope NONE = new AreaScope("", "");

    /** One area and everything inside it. */
    public static AreaScope of(AreaCode root) {
        String prefix = root.prefix();
        int last = prefix.length() - 1;
        return new AreaScope(prefix, prefix.substring(0, last) + (char) (prefix.charAt(last) + 1));
    }

    public static AreaScope of(String areaCode) {
        return of(AreaCode.of(areaCode));
    }

    public boolean covers(AreaCode area) {
        return area.value().compareTo(lo) >= 0 && area.value().compareTo(hi) < 0;
    }

    /** The part of this scope that lies inside an area; {@link #NONE} if they do not meet. */
    public AreaScope within(AreaCode area) {
        AreaScope other = of(area);
        String from = lo.compareTo(other.lo) >= 0 ? lo : other.lo;
        String to = hi.compareTo(other.hi) <= 0 ? hi : other.hi;
        return from.compareTo(to) < 0 ? new AreaScope(from, to) : NONE;
    }
}

package cn.civilaffairs.casework.lead;

import cn.civilaffairs.kernel.AreaCode;
import org.jspecify.annotations.Nullable;

/**
 * Which leads a list shows; the whole of it stands in the address of the page.
 *
 * @param text part of the name, or the number of the lead
 */
public record LeadFilter(
        View view,
        @Nullable String kind,
        @Nullable AreaCode area,
        @Nullable String text) {

    public enum View {
        /** 待核实 */
        TO_ANSWER,
        /** 其中超期 */
        OVERDUE,
        /** 待县级确认 */
        TO_CONFIRM,
        /** 已办结 */
        CLOSED,
        /** 全部 */
        ALL
    }

    public LeadFilter {
        text = text == null || text.isBlank() ? null : text.strip();
        kind = kind == null || kind.isBlank() ? null : kind;
    }

    public static LeadFilter of(View view) {
        return new LeadFilter(view, null, null, null);
    }

    public LeadFilter with(View other) {
        return new LeadFilter(other, kind, area, text);
    }

    public boolean narrows() {
        return kind != null || area != null || text != null;
    }
}

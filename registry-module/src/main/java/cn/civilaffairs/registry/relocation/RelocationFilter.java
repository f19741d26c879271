package cn.civilaffairs.registry.relocation;

import org.jspecify.annotations.Nullable;

/**
 * Which moves a list shows; the whole of it stands in the address of the page.
 *
 * @param text part of the head's name, or the file number
 */
public record RelocationFilter(View view, @Nullable String text) {

    public enum View {
        /** 待我方答复 */
        TO_ANSWER,
        /** 待对方答复 */
        ASKED,
        /** 待生效 */
        WAITING,
        /** 已办结 */
        CLOSED,
        /** 全部 */
        ALL
    }

    public RelocationFilter {
        text = text == null || text.isBlank() ? null : text.strip();
    }
}

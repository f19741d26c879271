package cn.civilaffairs.web.casework;

import java.util.Map;

/**
 * A part of a page that another package contributes.
 *
 * @param anchor where a link may point to, unique on the page
 * @param view a template fragment, such as {@code assistance/minimum-living/panel :: means}, that finds the model as
 *     {@code ${part.model}}
 */
public record PagePart(String anchor, String title, String view, Map<String, Object> model) {}

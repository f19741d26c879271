package cn.civilaffairs.web.lead;

import cn.civilaffairs.casework.lead.LeadFilter;
import cn.civilaffairs.web.Typed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** A list of leads as its address says it; anything senseless in the address is ignored. */
record LeadListState(LeadFilter filter, int page, int size) {

    static final List<Integer> SIZES = List.of(20, 50, 100, 200);
    private static final int DEFAULT_SIZE = 50;

    static LeadListState of(MultiValueMap<String, String> query, LeadFilter.View otherwise) {
        LeadFilter.View view = Arrays.stream(LeadFilter.View.values())
                .filter(known -> known.name().equals(query.getFirst("view")))
                .findFirst()
                .orElse(otherwise);
        String kind = query.getFirst("kind");
        LeadFilter filter = new LeadFilter(
                view,
                kind != null && kind.matches("[A-Z_]{2,40}") ? kind : null,
                Typed.area(query.getFirst("area")),
                query.getFirst("text"));
        int size = number(query.getFirst("size"), DEFAULT_SIZE);
        return new LeadListState(
                filter, Math.max(1, number(query.getFirst("page"), 1)), SIZES.contains(size) ? size : DEFAULT_SIZE);
    }

    private static int number(@Nullable String value, int otherwise) {
        return value != null && value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : otherwise;
    }

    public String query() {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        query.queryParam("view", filter.view());
        add(query, "kind", filter.kind());
        add(query, "area", filter.area());
        add(query, "text", filter.text());
        add(query, "page", page == 1 ? null : page);
        add(query, "size", size == DEFAULT_SIZE ? null : size);
        return String.valueOf(query.build().getQuery());
    }

    private static void add(UriComponentsBuilder query, String name, @Nullable Object value) {
        if (value != null) {
            query.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    public String url() {
        return "/leads?" + query();
    }

    public LeadListState viewing(LeadFilter.View view) {
        return new LeadListState(filter.with(view), 1, size);
    }

    public LeadListState onPage(int other) {
        return new LeadListState(filter, other, size);
    }

    public LeadListState sized(int other) {
        return new LeadListState(filter, 1, other);
    }

    public LeadListState cleared() {
        return new LeadListState(LeadFilter.of(filter.view()), 1, size);
    }
}

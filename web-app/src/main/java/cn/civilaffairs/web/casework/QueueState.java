package cn.civilaffairs.web.casework;

import cn.civilaffairs.casework.CaseFilter;
import cn.civilaffairs.casework.Urgency;
import cn.civilaffairs.web.Typed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** A queue as its address says it (队列状态): filters, order, page and size. Anything senseless in the address is ignored. */
public record QueueState(CaseFilter filter, int page, int size) {

    static final List<Integer> SIZES = List.of(20, 50, 100, 200);
    private static final int DEFAULT_SIZE = 50;

    static QueueState of(MultiValueMap<String, String> query) {
        CaseFilter filter = new CaseFilter(
                constant(CaseFilter.Hold.class, query.getFirst("hold")).orElse(CaseFilter.Hold.MINE),
                constant(Urgency.class, query.getFirst("urgency")).orElse(null),
                Typed.text(query.getFirst("matter")),
                Typed.text(query.getFirst("step")),
                Typed.area(query.getFirst("area")),
                Typed.text(query.getFirst("text")),
                constant(CaseFilter.Sort.class, query.getFirst("sort")).orElse(CaseFilter.Sort.DUE),
                "desc".equals(query.getFirst("dir")));
        int size = number(query.getFirst("size"), DEFAULT_SIZE);
        return new QueueState(
                filter, Math.max(1, number(query.getFirst("page"), 1)), SIZES.contains(size) ? size : DEFAULT_SIZE);
    }

    /** @param query as it stood in an address, such as {@code urgency=OVERDUE&page=2} */
    static QueueState parse(String query) {
        try {
            MultiValueMap<String, String> raw =
                    UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
            LinkedMultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
            raw.forEach((name, values) -> values.stream()
                    .filter(value -> value != null)
                    .forEach(value -> decoded.add(name, UriUtils.decode(value, StandardCharsets.UTF_8))));
            return of(decoded);
        } catch (IllegalArgumentException malformed) {
            return new QueueState(CaseFilter.MINE, 1, DEFAULT_SIZE);
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    private static int number(@Nullable String value, int otherwise) {
        return value != null && value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : otherwise;
    }

    /** What follows the question mark; only what differs from the default. */
    public String query() {
        StringJoiner query = new StringJoiner("&");
        add(query, "hold", filter.hold() == CaseFilter.Hold.MINE ? null : filter.hold());
        add(query, "urgency", filter.urgency());
        add(query, "matter", filter.matter());
        add(query, "step", filter.step());
        add(query, "area", filter.area());
        add(query, "text", filter.text());
        add(query, "sort", filter.sort() == CaseFilter.Sort.DUE ? null : filter.sort());
        add(query, "dir", filter.descending() ? "desc" : null);
        add(query, "page", page == 1 ? null : page);
        add(query, "size", size == DEFAULT_SIZE ? null : size);
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable Object value) {
        if (value != null) {
            query.add(name + "=" + UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    public String url() {
        String query = query();
        return query.isEmpty() ? "/cases" : "/cases?" + query;
    }

    /** The address of a case that remembers where it was opened from. */
    public String caseUrl(UUID id) {
        return "/cases/" + id + from();
    }

    /** What follows the address of any case opened from here. */
    String from() {
        String query = query();
        return query.isEmpty() ? "" : "?from=" + UriUtils.encode(query, StandardCharsets.UTF_8);
    }

    public QueueState onPage(int other) {
        return new QueueState(filter, other, size);
    }

    public QueueState sized(int other) {
        return new QueueState(filter, 1, other);
    }

    /** Ordered by a column; the other way round if it is already. */
    public QueueState sorted(String column) {
        CaseFilter.Sort sort = CaseFilter.Sort.valueOf(column);
        boolean descending = filter.sort() == sort && !filter.descending();
        return new QueueState(
                new CaseFilter(
                        filter.hold(),
                        filter.urgency(),
                        filter.matter(),
                        filter.step(),
                        filter.area(),
                        filter.text(),
                        sort,
                        descending),
                1,
                size);
    }

    public QueueState held(String whose) {
        CaseFilter.Hold hold = CaseFilter.Hold.valueOf(whose);
        return new QueueState(
                new CaseFilter(hold, null, null, null, null, null, filter.sort(), filter.descending()), 1, size);
    }

    public QueueState pressing(@Nullable Urgency urgency) {
        return new QueueState(filter.with(urgency), 1, size);
    }

    public QueueState cleared() {
        return held(filter.hold().name());
    }
}

package cn.civilaffairs.web;

import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row ticked in a list, with the version of it that was shown: {@code id:version} in the form. */
public record Tick(UUID id, int version) {

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([0-9]{1,9})");

    /** Those of a form in its order; what no page of ours wrote is left out. */
    public static List<Tick> read(@Nullable List<String> ticked) {
        return ticked == null ? List.of() : ticked.stream().flatMap(Tick::one).toList();
    }

    private static Stream<Tick> one(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Stream.of(new Tick(UUID.fromString(form.group(1)), Integer.parseInt(form.group(2))))
                : Stream.empty();
    }
}

package cn.civilaffairs.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.civilaffairs.kernel.Action;
import cn.civilaffairs.kernel.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of who may what as people read it, and that nothing asks for a role beside it. */
class AccessTableTests {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path PAGE = ROOT.resolve("docs/access.md");
    private static final Pattern AUTHORITY = Pattern.compile("'(MAY_[A-Z_]+)'");

    @Test
    void keepsThePageOfWhoMayWhatAsTheCodeHasIt() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("access"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("write it anew with -Daccess=write")
                .isEqualTo(page);
    }

    @Test
    void asksForActionsAndNeverForRolesInPages() throws IOException {
        Set<String> known =
                Arrays.stream(Action.values()).map(Action::authority).collect(Collectors.toSet());
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            String text = Files.readString(file);
            if (text.contains("hasRole(") || text.contains("hasAnyRole(")) {
                wrong.add(ROOT.relativize(file) + " asks for a role");
            }
            Matcher authority = AUTHORITY.matcher(text);
            while (authority.find()) {
                if (!known.contains(authority.group(1))) {
                    wrong.add(ROOT.relativize(file) + " asks for " + authority.group(1) + ", which is no action");
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("web-app/src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".html"))
                    .toList();
        }
    }

    private static String page() {
        StringBuilder text = new StringBuilder("""
                # Who may what

                Written from `Action` (`-Dtest=AccessTableTests -Daccess=write` in web-app); decision [0031](decisions/0031-one-decision-about-access.md)
                says why it is so. Everything inside the officer's area only. *Lines* is where the role must be held: “object's” means in the line
                the case, benefit or run belongs to. *Limited* says whether the act stops at what is under limited access (限制查看). Money and
                supervision answer for all lines.

                | action | roles | lines | limited |
                |---|---|---|---|
                """);
        for (Action action : Action.values()) {
            text.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            action,
                            action.roles().stream()
                                    .map(AccessTableTests::shortName)
                                    .collect(Collectors.joining(", ")),
                            lines(action),
                            action.reach().isPersonal() ? "stops" : "no person"));
        }
        return text.toString();
    }

    private static String lines(Action action) {
        return switch (action.reach()) {
            case ANY_LINE -> "object's";
            case EVERYBODY -> "any";
            case NOBODY -> "-";
            default ->
                action.reach().lines().stream().map(Enum::name).collect(Collectors.joining(", "))
                        + (action.reach().followsObject()
                                        && action.reach().lines().size() > 1
                                ? " (object's)"
                                : "");
        };
    }

    private static String shortName(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}

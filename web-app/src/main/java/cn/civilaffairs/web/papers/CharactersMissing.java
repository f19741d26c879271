package cn.civilaffairs.web.papers;

import cn.civilaffairs.kernel.RuleViolation;
import java.util.List;
import java.util.stream.Collectors;

/** A paper that cannot be printed as it should be, because a name on it has a character no font has. */
final class CharactersMissing extends RuleViolation {

    private static final long serialVersionUID = 1L;

    private final transient List<MissingCharacter> characters;

    CharactersMissing(List<MissingCharacter> characters) {
        super(
                "paper.character-missing",
                characters.stream().map(MissingCharacter::character).collect(Collectors.joining("、")));
        this.characters = List.copyOf(characters);
    }

    List<MissingCharacter> characters() {
        return characters;
    }
}

package cn.civilaffairs.web.officer;

import cn.civilaffairs.registry.officer.OfficerSummary;
import cn.civilaffairs.web.PageHelper;
import cn.civilaffairs.web.Words;
import java.util.stream.Collectors;

/** A post with the lines it is held for: {@code 县级经办（社会救助、儿童福利）}. */
@PageHelper("postWords")
public class PostWords {

    private final Words words;

    PostWords(Words words) {
        this.words = words;
    }

    public String of(OfficerSummary.Post post) {
        return words.of("Role", post.role())
                + post.lines().stream()
                        .map(line -> words.of("LineOfBusiness", line))
                        .collect(Collectors.joining("、", "（", "）"));
    }
}

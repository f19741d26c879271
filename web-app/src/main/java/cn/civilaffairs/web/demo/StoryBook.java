package cn.civilaffairs.web.demo;

import java.util.List;

/** The lessons written out for the training room; {@code docs/stories-zh.md} is this text and a test keeps it so. */
final class StoryBook {

    private StoryBook() {}

    static String write(List<Story> stories) {
        StringBuilder text = new StringBuilder("""
                # 演示课

                每一课是一户人家的一件事：照着做，结果分毫不差。以演示县任一账号登录，点页面顶部的“演示课”，在要讲的一课按“演示”，系统用各岗位的
                账号把它办一遍，再按档案号打开家庭档案看。金额按 2026 年农村标准 770 元计算。

                """);
        for (Story story : stories) {
            text.append("## ")
                    .append(story.fileNo())
                    .append(' ')
                    .append(story.title())
                    .append("\n\n");
            text.append("档案号 **")
                    .append(story.fileNo())
                    .append("**，")
                    .append(story.head().name())
                    .append("家。\n\n");
            story.told().forEach(line -> text.append("- ").append(line).append('\n'));
            text.append("\n看什么：").append(String.join("；", story.look())).append("。\n\n");
            text.append("| 所属月 | 应发（元）|\n|---|---:|\n");
            story.ending()
                    .forEach(ending -> text.append("| ")
                            .append(ending.month())
                            .append(" | ")
                            .append(ending.due())
                            .append(" |\n"));
            text.append('\n');
            if (story.pays()) {
                text.append("| 结果 | 元 |\n|---|---:|\n");
                story.known()
                        .forEach(known -> text.append("| ")
                                .append(known.what())
                                .append(" | ")
                                .append(known.amount())
                                .append(" |\n"));
                text.append('\n');
            }
        }
        text.append("## 现在还不能讲的\n\n");
        Stories.NOT_TOLD.forEach((what, why) ->
                text.append("- ").append(what).append("：").append(why).append('\n'));
        return text.toString();
    }
}

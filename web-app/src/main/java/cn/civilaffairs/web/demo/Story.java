package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.Money;
import cn.civilaffairs.kernel.Sex;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lesson (演示课): a family, what happened to it and when, what to open, and what it is due in the end, known to the fen.
 * Told by playing it through the desks the officers use.
 *
 * @param fileNo of its family
 * @param told what happened, one line each
 * @param look what to open and see
 * @param ending what is due at the end
 * @param known what a story that pays months of its own comes to besides; such a one is played in a county of its own
 * @param play plays it and gives the benefit the ending speaks of
 */
record Story(
        String fileNo,
        String title,
        Person head,
        List<String> told,
        List<String> look,
        List<Ending> ending,
        List<Known> known,
        Function<StoryStage, UUID> play) {

    Story(
            String fileNo,
            String title,
            Person head,
            List<String> told,
            List<String> look,
            List<Ending> ending,
            Function<StoryStage, UUID> play) {
        this(fileNo, title, head, told, look, ending, List.of(), play);
    }

    public boolean pays() {
        return !known.isEmpty();
    }

    /** A figure of the end that is not an amount due, such as what was paid back. */
    record Known(String what, Money amount) {

        static Known of(String what, String yuan) {
            return new Known(what, Money.of(yuan));
        }
    }

    /** Who the story is about. */
    record Person(
            String name, LocalDate born, Sex sex, @Nullable String card) {

        static Person of(String name, String born, Sex sex) {
            return new Person(name, LocalDate.parse(born), sex, null);
        }

        /** @param kindAndGrade the end of the disability card, {@code 41} for 肢体一级 */
        Person disabled(String kindAndGrade) {
            return new Person(name, born, sex, kindAndGrade);
        }
    }

    /** What is due for a month; 0.00 once nothing is. */
    record Ending(YearMonth month, Money due) {

        static Ending of(String month, String yuan) {
            return new Ending(YearMonth.parse(month), Money.of(yuan));
        }
    }
}

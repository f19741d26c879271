package cn.civilaffairs.registry.area;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.AreaScope;
import cn.civilaffairs.kernel.Money;
import java.util.List;

/**
 * What a module keeps by village and what of it goes over when villages merge (村级合并); one bean of each module. Whatever was
 * paid or reported stays under the code of its time.
 */
public interface FollowsMerger {

    /** Tables whose rows go over, each with an {@code area_code} the application may change. */
    List<String> tables();

    /** What must be the same before and after, and what who approves the merger is shown. */
    default List<Figure> figures(AreaCode village, AreaScope scope) {
        return List.of();
    }

    /** A count of something (项目), with its amount a month where it has one. */
    record Figure(String name, int count, Money amount) {

        Figure plus(Figure other) {
            return new Figure(name, count + other.count, amount.plus(other.amount));
        }

        /** As the log says it. */
        String words() {
            return name + " " + count + (amount.isZero() ? "" : " 计 " + amount + " 元");
        }
    }
}

package cn.civilaffairs.eldercare.oldage;

import cn.civilaffairs.disbursement.ReportBands;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The allowance by the ages it is paid by (按年龄档统计, benefits handbook §8). Somebody stands in the band their amount of the
 * month was determined in, which is what the start rule makes of a birthday; whose amount names none stands apart.
 */
@Component
class OldAgeReport implements ReportBands {

    private static final String NONE = "000";

    private final OldAgePolicy policy;

    OldAgeReport(OldAgePolicy policy) {
        this.policy = policy;
    }

    @Override
    public String scheme() {
        return OldAgeAllowance.CODE;
    }

    @Override
    public String title() {
        return "高龄津贴按年龄档统计表";
    }

    @Override
    public String band() {
        return "lpad(substring(d.reckoning -> 'lines' -> 0 ->> 'subject' from '^[0-9]+'), 3, '0')";
    }

    @Override
    public String label(String code, List<String> all) {
        if (code.equals(NONE)) {
            return "未分档";
        }
        int from = Integer.parseInt(code);
        return Stream.concat(all.stream().map(Integer::valueOf), OldAgePolicy.ages(policy.book()).stream())
                .filter(other -> other > from)
                .min(Integer::compare)
                .map(next -> "%d–%d 周岁".formatted(from, next - 1))
                .orElse(from + " 周岁以上");
    }
}

package cn.civilaffairs.casework;

import cn.civilaffairs.kernel.AreaCode;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/**
 * What is asked of a print job.
 *
 * @param title of the paper, as lists show it
 * @param subjects for whom, in the order of the file
 * @param placeholders whether characters no font has are printed as 〓; otherwise such papers are left out
 */
public record NewPrintJob(
        AreaCode area,
        String matter,
        String paper,
        String title,
        YearMonth month,
        List<UUID> subjects,
        boolean placeholders) {

    public NewPrintJob {
        subjects = List.copyOf(subjects);
    }
}

package cn.civilaffairs.disbursement.review;

import cn.civilaffairs.kernel.AreaCode;

/** How far a township has come with the reviews of a month (复核进度). */
public record TownProgress(AreaCode town, String name, int total, int open, int overdue, int recorded, int confirmed) {

    /** Whole percent of what is done. */
    public int percent() {
        return total == 0 ? 100 : confirmed * 100 / total;
    }

    TownProgress plus(TownProgress other) {
        return new TownProgress(
                town,
                name,
                total + other.total,
                open + other.open,
                overdue + other.overdue,
                recorded + other.recorded,
                confirmed + other.confirmed);
    }
}

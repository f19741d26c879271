package cn.civilaffairs.registry.resident;

/** The kinds of facts kept beside members and means (家庭情况类别). */
public enum CircumstanceKind {
    /** 赡养义务人 */
    SUPPORTER("supporter"),
    /** 未就业的正当理由 */
    WORK_EXCUSE("work_excuse"),
    /** 介绍就业记录 */
    JOB_OFFER("job_offer"),
    /** 单人户 */
    SINGLE_PERSON("single_person");

    private final String table;

    CircumstanceKind(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }
}

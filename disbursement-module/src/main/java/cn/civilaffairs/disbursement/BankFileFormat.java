package cn.civilaffairs.disbursement;

/** How a bank wants its file (代发文件格式). */
public enum BankFileFormat {
    CSV_UTF8("text/csv; charset=UTF-8", ".csv"),
    CSV_GBK("text/csv; charset=GBK", ".csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx");

    private final String mediaType;
    private final String ending;

    BankFileFormat(String mediaType, String ending) {
        this.mediaType = mediaType;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    public String ending() {
        return ending;
    }
}

package cn.civilaffairs.disbursement;

/** Plug: sets the month's reports as one file. Given by whoever knows how to print. */
public interface ReportSetPrinter {

    /** A file and how many pages it has. */
    record Printed(byte[] content, int pages) {}

    /** Sets the whole from the frozen figures of a version. */
    Printed set(PaymentRun run, ReportVersion version, String paperSize);

    /** The first copy again, marked as a reprint (补打) on every page; nothing else of it changes. */
    Printed again(PaymentRun run, byte[] first, int copyNo);
}

package cn.civilaffairs.disbursement;

import cn.civilaffairs.kernel.Money;
import java.time.Instant;
import java.util.UUID;

/** A file made for the bank (代发文件), with the digest it was stored under. */
public record BankFile(
        UUID id,
        UUID runId,
        BankFileFormat format,
        UUID fileId,
        String sha256,
        int lines,
        Money amount,
        String madeBy,
        Instant madeAt) {}

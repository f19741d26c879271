package cn.civilaffairs.casework;

import java.time.Instant;

/**
 * A print of a paper (打印记录).
 *
 * @param paper code of the paper
 * @param copyNo 1 for the first print; every later one is a reprint (补打)
 * @param sha256 of the file as it was handed out, by which a copy that turns up can be told from a forgery
 */
public record PrintedPaper(String paper, int copyNo, String sha256, String printedBy, Instant printedAt) {}

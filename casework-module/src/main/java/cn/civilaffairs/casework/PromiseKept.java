package cn.civilaffairs.casework;

import java.util.UUID;

/**
 * What was promised has come after money was held back for it.
 *
 * @param suspension the decision to hold the money back, by which the hold is known
 */
public record PromiseKept(CaseFile file, String paper, UUID suspension) {

    public boolean follows(String matter) {
        return file.matter().equals(matter);
    }
}

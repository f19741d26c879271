package cn.civilaffairs.casework;

import java.util.UUID;

/**
 * Two officers found that a promise a confirmed case rests on was not kept: its money is to be held back until it is.
 *
 * @param suspension the decision, by which {@link PromiseKept} lets the money go again
 */
public record PromiseBroken(CaseFile file, String paper, String why, UUID suspension) {

    public boolean follows(String matter) {
        return file.matter().equals(matter);
    }
}

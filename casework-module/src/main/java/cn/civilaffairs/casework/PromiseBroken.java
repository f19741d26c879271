package cn.civilaffairs.casework;

/** Two officers found that a promise a confirmed case rests on was not kept: its money is to be held back. */
public record PromiseBroken(CaseFile file, String paper, String why) {

    public boolean follows(String matter) {
        return file.matter().equals(matter);
    }
}

package cn.civilaffairs.registry.exchange;

/** Why a cell cannot be read, in the words of the check report. Without a stack: a bad file throws it a million times. */
public class CellProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CellProblem(String words) {
        super(words, null, false, false);
    }

    String words() {
        String words = getMessage();
        return words == null ? "" : words;
    }
}

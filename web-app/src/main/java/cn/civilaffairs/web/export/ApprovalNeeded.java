package cn.civilaffairs.web.export;

import cn.civilaffairs.registry.export.ListExtract;

/** Nothing went out: the list is more than the officer may take away alone. Without a stack, being an ordinary answer. */
public final class ApprovalNeeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ListExtract extract;

    ApprovalNeeded(ListExtract extract) {
        super("Export needs approval", null, false, false);
        this.extract = extract;
    }

    public ListExtract extract() {
        return extract;
    }
}

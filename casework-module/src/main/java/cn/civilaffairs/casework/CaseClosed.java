package cn.civilaffairs.casework;

/** A case is over, whichever way: confirmed, refused, withdrawn or aborted. Heard in the transaction that closed it. */
public record CaseClosed(CaseFile file) {}

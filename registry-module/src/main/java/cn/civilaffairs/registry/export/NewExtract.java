package cn.civilaffairs.registry.export;

/**
 * A list on its way out.
 *
 * @param request what was asked of the server, so that the same can be asked again once it is approved
 */
public record NewExtract(String list, String title, String filter, int rows, boolean wholeNumbers, String request) {}

package cn.civilaffairs.web.start;

/** Whether demo accounts are refused: always, but for tests that play the demo county on a server given to them. */
public record SafeStart(boolean requireNoDemo) {}

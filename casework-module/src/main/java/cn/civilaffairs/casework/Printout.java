package cn.civilaffairs.casework;

/** A file as it goes to the printer (打印件). */
public record Printout(byte[] content, int pages) {}

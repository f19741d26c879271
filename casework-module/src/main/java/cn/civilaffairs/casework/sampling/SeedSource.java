package cn.civilaffairs.casework.sampling;

/** Where the seed of a draw comes from; nobody types one, or they could try until they like the outcome. */
public interface SeedSource {

    /** @return 32 hexadecimal digits */
    String next();
}

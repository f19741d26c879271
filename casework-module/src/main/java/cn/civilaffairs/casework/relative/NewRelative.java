package cn.civilaffairs.casework.relative;

import cn.civilaffairs.kernel.IdNumber;
import org.jspecify.annotations.Nullable;

/**
 * A relative about to be registered.
 *
 * @param cadre the village cadre whose relative it is; null for the acting officer's own
 */
public record NewRelative(@Nullable Cadre cadre, Kinship kinship, String name, IdNumber number) {

    /** A village cadre without an account (村居干部). */
    public record Cadre(String name, String post) {}
}

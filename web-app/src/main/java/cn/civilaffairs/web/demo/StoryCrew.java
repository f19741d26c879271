package cn.civilaffairs.web.demo;

import cn.civilaffairs.kernel.AreaCode;
import cn.civilaffairs.kernel.Officer;
import org.jspecify.annotations.Nullable;

/**
 * The officers and places a story needs.
 *
 * @param neighbour clerk of the other township
 * @param elderCaseworker of the county's elder care
 * @param elderClerk the township's clerk, as one of elder care
 * @param village where the family lives
 * @param elsewhere a village of the other township
 * @param maker of the months a story pays; so the next three
 */
record StoryCrew(
        Officer clerk,
        Officer neighbour,
        Officer reviewer,
        Officer caseworker,
        Officer secondCaseworker,
        Officer approver,
        Officer elderCaseworker,
        Officer elderClerk,
        AreaCode village,
        AreaCode elsewhere,
        @Nullable Officer maker,
        @Nullable Officer checker,
        @Nullable Officer signer,
        @Nullable Officer secondSigner) {

    /** For a story that pays nothing. */
    StoryCrew(
            Officer clerk,
            Officer neighbour,
            Officer reviewer,
            Officer caseworker,
            Officer secondCaseworker,
            Officer approver,
            Officer elderCaseworker,
            Officer elderClerk,
            AreaCode village,
            AreaCode elsewhere) {
        this(
                clerk,
                neighbour,
                reviewer,
                caseworker,
                secondCaseworker,
                approver,
                elderCaseworker,
                elderClerk,
                village,
                elsewhere,
                null,
                null,
                null,
                null);
    }
}

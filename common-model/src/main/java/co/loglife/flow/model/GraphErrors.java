package co.loglife.flow.model;

import java.util.Optional;

/**
 * What kind of failure each error code of the Graph API is, whether it comes in the answer of a send or, minutes to
 * days later, in a status. Meta documents throttling under HTTP 400, so the status says nothing where there is a code.
 *
 * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes">Error codes</a>
 */
public final class GraphErrors {
    private GraphErrors() {}

    /** The class of a code; empty when the code is not known. */
    public static Optional<ErrorClass> classOf(int code) {
        return switch (code) {
            case 1, 2, 131000, 131016, 131052, 131053, 131057, 133004, 134101, 2494100 ->
                Optional.of(ErrorClass.TRANSIENT);
            // 132069: a flow of which Meta allows ten an hour
            case 4, 613, 80007, 130429, 131048, 131056, 131064, 131208, 132069 -> Optional.of(ErrorClass.THROTTLED);
            case 0, 3, 10, 190, 368, 130497, 131005, 131031, 131037, 131042, 131045, 131063 ->
                Optional.of(ErrorClass.CONFIG);
            case 33, 100, 131008, 131009, 131051, 131055, 135000 -> Optional.of(ErrorClass.BUG);
            case 130472,
                    131020,
                    131021,
                    131026,
                    131030,
                    131041,
                    131047,
                    131049,
                    131050,
                    131062,
                    134100,
                    134102,
                    137000 -> Optional.of(ErrorClass.REJECTED);
            default -> ofRange(code);
        };
    }

    private static Optional<ErrorClass> ofRange(int code) {
        boolean permission = code >= 200 && code <= 299;
        boolean registration = code >= 133000 && code <= 133016;
        if (permission || registration) {
            return Optional.of(ErrorClass.CONFIG);
        }
        // Templates, calls, flows and blocks, groups.
        boolean feature = code / 1000 == 132 || code / 1000 == 138 || code / 1000 == 139 || code / 100 == 1312;
        return feature ? Optional.of(ErrorClass.REJECTED) : Optional.empty();
    }
}

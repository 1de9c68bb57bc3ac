package co.loglife.flow.simulator.graphapi;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Meta's error codes, each with the HTTP status it comes with and its title, after the error page of the Cloud API. */
public final class GraphCodes {
    private record Code(int httpStatus, String title) {}

    private static final Map<Integer, Code> CODES = new TreeMap<>(Map.ofEntries(
            Map.entry(0, new Code(401, "AuthException")),
            Map.entry(1, new Code(400, "API Unknown")),
            Map.entry(2, new Code(503, "API Service")),
            Map.entry(3, new Code(500, "API Method")),
            Map.entry(4, new Code(400, "API Too Many Calls")),
            Map.entry(10, new Code(403, "Permission Denied")),
            Map.entry(33, new Code(400, "Parameter value is not valid")),
            Map.entry(100, new Code(400, "Invalid parameter")),
            Map.entry(190, new Code(401, "Access token has expired")),
            Map.entry(200, new Code(403, "API Permission")),
            Map.entry(368, new Code(403, "Temporarily blocked for policies violations")),
            Map.entry(613, new Code(429, "Calls to this API have exceeded the rate limit")),
            Map.entry(80007, new Code(400, "Rate limit issues")),
            Map.entry(130429, new Code(400, "Rate limit hit")),
            Map.entry(130472, new Code(400, "User's number is part of an experiment")),
            Map.entry(130497, new Code(403, "Business account is restricted from messaging users in this country")),
            Map.entry(131000, new Code(500, "Something went wrong")),
            Map.entry(131005, new Code(403, "Access denied")),
            Map.entry(131008, new Code(400, "Required parameter is missing")),
            Map.entry(131009, new Code(400, "Parameter value is not valid")),
            Map.entry(131016, new Code(500, "Service unavailable")),
            Map.entry(131020, new Code(400, "Group is not available")),
            Map.entry(131021, new Code(400, "Recipient cannot be sender")),
            Map.entry(131026, new Code(400, "Message undeliverable")),
            Map.entry(131030, new Code(400, "Recipient not in allowed list")),
            Map.entry(131031, new Code(403, "Account has been locked")),
            Map.entry(131037, new Code(400, "Display name approval needed")),
            Map.entry(131041, new Code(400, "Not allowed for groups")),
            Map.entry(131042, new Code(400, "Business eligibility payment issue")),
            Map.entry(131045, new Code(500, "Incorrect certificate")),
            Map.entry(131047, new Code(400, "Re-engagement message")),
            Map.entry(131048, new Code(400, "Spam rate limit hit")),
            Map.entry(131049, new Code(400, "Meta chose not to deliver")),
            Map.entry(131050, new Code(400, "User has stopped receiving marketing messages")),
            Map.entry(131051, new Code(400, "Unsupported message type")),
            Map.entry(131052, new Code(400, "Media download error")),
            Map.entry(131053, new Code(400, "Media upload error")),
            Map.entry(131055, new Code(400, "Method not allowed")),
            Map.entry(131056, new Code(400, "(Business Account, Consumer Account) pair rate limit hit")),
            Map.entry(131057, new Code(500, "Account in maintenance mode")),
            Map.entry(131062, new Code(400, "Recipient's user id is not allowed for this message")),
            Map.entry(131063, new Code(400, "Set-up is not complete")),
            Map.entry(131064, new Code(400, "Messaging limit after template violations")),
            Map.entry(131208, new Code(400, "Group rate limit hit")),
            Map.entry(132000, new Code(400, "Template param count mismatch")),
            Map.entry(132001, new Code(404, "Template does not exist")),
            Map.entry(132005, new Code(400, "Template hydrated text too long")),
            Map.entry(132007, new Code(400, "Template format character policy violated")),
            Map.entry(132008, new Code(400, "Template parameter value is not valid")),
            Map.entry(132012, new Code(400, "Template parameter format mismatch")),
            Map.entry(132015, new Code(400, "Template is paused")),
            Map.entry(132016, new Code(400, "Template is disabled")),
            Map.entry(132068, new Code(400, "Flow is blocked")),
            Map.entry(132069, new Code(400, "Flow is throttled")),
            Map.entry(133000, new Code(500, "Incomplete deregistration")),
            Map.entry(133004, new Code(503, "Server temporarily unavailable")),
            Map.entry(133010, new Code(400, "Phone number not registered")),
            Map.entry(133016, new Code(400, "Account registration rate limit")),
            Map.entry(134100, new Code(400, "Only marketing messages are supported")),
            Map.entry(134101, new Code(500, "Template is still syncing")),
            Map.entry(134102, new Code(400, "Template unavailable for use")),
            Map.entry(135000, new Code(400, "Generic user error")),
            Map.entry(137000, new Code(400, "Recipient's identity hash does not match")),
            Map.entry(2494100, new Code(500, "Account in maintenance mode"))));

    private GraphCodes() {}

    /** The error of a code; one that is not in the table is answered all the same, as Meta adds codes at any time. */
    public static GraphError error(int code, @Nullable String details) {
        Code known = CODES.getOrDefault(code, new Code(400, "Error"));
        return new GraphError(
                code, null, known.httpStatus(), "OAuthException", "(#" + code + ") " + known.title(), details);
    }

    /** The title of a code, without its number, as a failed status carries it. */
    public static String title(int code) {
        return CODES.getOrDefault(code, new Code(400, "Error")).title();
    }

    /** Every code of the table, in order. */
    public static Iterable<Integer> all() {
        return CODES.keySet();
    }
}

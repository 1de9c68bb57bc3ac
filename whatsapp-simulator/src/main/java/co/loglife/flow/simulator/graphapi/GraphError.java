package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An error as the Graph API answers it.
 *
 * @param code Meta's code, the one thing to decide by
 * @param subcode or null
 * @param httpStatus which Meta uses loosely
 * @param type Meta's name of the exception
 * @param message Meta's title
 * @param details what is wrong with this request, or null
 */
public record GraphError(
        int code,
        @Nullable Integer subcode,
        int httpStatus,
        String type,
        String message,
        @Nullable String details) {

    /** The request is wrong in a way that only its sender can mend. */
    static GraphError parameter(int code, String details) {
        return GraphCodes.error(code, details);
    }

    /** The token is missing, wrong or expired; {@code subcode} 463 says expired. */
    static GraphError token(@Nullable Integer subcode, String message) {
        return new GraphError(190, subcode, 401, "OAuthException", message, null);
    }

    /** The path names no phone number or file of ours. */
    static GraphError noSuchObject(String id) {
        String message = "Unsupported request. Object with ID '" + id
                + "' does not exist, cannot be loaded due to missing permissions, or does not support this operation";
        return new GraphError(100, 33, 400, "GraphMethodException", message, null);
    }

    /** The body of the answer. */
    public ObjectNode json(String trace) {
        ObjectNode answer = Json.mapper().createObjectNode();
        ObjectNode error = answer.putObject("error");
        error.put("message", message).put("type", type).put("code", code);
        if (subcode != null) {
            error.put("error_subcode", subcode);
        }
        if (details != null) {
            error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        }
        error.put("fbtrace_id", trace);
        return answer;
    }
}

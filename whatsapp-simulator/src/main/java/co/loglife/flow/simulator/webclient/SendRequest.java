package co.loglife.flow.simulator.webclient;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.http.HttpAnswer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request to {@code /send-message}, checked as the Node client checks it. Pure. */
sealed interface SendRequest {
    /**
     * Send this.
     *
     * @param chat the serialized id of the chat
     * @param id the sender's id, which makes a repeat harmless, or null
     * @param files what goes before the text
     */
    record Good(String chat, String message, @Nullable String id, List<Attached> files) implements SendRequest {
        /** The digits, or another id where there are none. */
        String number() {
            return chat.replace("@c.us", "");
        }
    }

    /** A file, decoded. */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Attached(String fileName, String mimeType, byte[] bytes) {}

    /** It is answered so. */
    record Bad(HttpAnswer answer) implements SendRequest {}

    static SendRequest check(JsonNode body, boolean isJson) {
        if (isJson && body.isMissingNode()) {
            return new Bad(HttpAnswer.html(400, "SyntaxError: Unexpected token in JSON"));
        }
        JsonNode number = body.path("number");
        JsonNode attachments = body.path("attachments");
        boolean empty = isFalsy(body.path("message"))
                && attachments.isEmpty()
                && !body.path("media").isObject();
        if (!isJson || isFalsy(number) || empty) {
            return error(400, "Both number and message are required", null);
        }
        if (!number.isTextual() || !(body.path("message").isTextual() || empty(body.path("message")))) {
            return error(500, "Failed to send message", "number.replace is not a function");
        }
        String chat = chat(number.asText());
        if (chat.startsWith("@")) {
            return error(500, "Failed to send message", "invalid wid");
        }
        try {
            String id = body.path("id").isTextual() ? body.path("id").asText() : null;
            return new Good(chat, body.path("message").asText(""), id, files(body));
        } catch (IllegalArgumentException _) {
            return error(400, "An attachment is not base64", null);
        }
    }

    private static List<Attached> files(JsonNode body) {
        List<Attached> files = new ArrayList<>();
        JsonNode attachments = body.path("attachments");
        if (attachments.hasNonNull("transcript_file")) {
            String base64 = attachments.path("transcript_file").asText().replaceFirst("^data:[^,]*,", "");
            files.add(new Attached("transcript.txt", "text/plain", decoded(base64)));
        }
        JsonNode media = body.path("media");
        if (media.isObject()) {
            String type = media.path("mime_type").asText("application/octet-stream");
            byte[] bytes = decoded(media.path("data").asText(""));
            files.add(new Attached(media.path("filename").asText("file"), type, bytes));
        }
        return files;
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    }

    /** A chat id is taken as it is; anything else is a number however it is written. */
    private static String chat(String number) {
        return number.matches(".*@(c\\.us|lid|g\\.us)") ? number : number.replaceAll("[^0-9]", "") + "@c.us";
    }

    private static SendRequest error(int status, String error, @Nullable String details) {
        var body = Json.mapper().createObjectNode().put("error", error);
        return new Bad(HttpAnswer.json(status, details == null ? body : body.put("details", details)));
    }

    /** JavaScript's idea of nothing. */
    private static boolean isFalsy(JsonNode value) {
        return empty(value)
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asInt() == 0);
    }

    private static boolean empty(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}

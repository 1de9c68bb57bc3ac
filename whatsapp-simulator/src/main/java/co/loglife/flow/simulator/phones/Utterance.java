package co.loglife.flow.simulator.phones;

import co.loglife.flow.simulator.media.StoredFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a person can do in a chat. */
sealed interface Utterance {
    /** Types a text. */
    record Text(String body) implements Utterance {}

    /** Taps what was offered last under this id; on the Web, where nothing can be tapped, types it. */
    record Tap(String option) implements Utterance {}

    /** Shares a place. */
    record Location(
            BigDecimal latitude,
            BigDecimal longitude,
            @Nullable String name,
            @Nullable String address) implements Utterance {}

    /** Sends a file; {@code kind} is image, video, audio, voice, document or sticker. */
    record File(
            String kind,
            StoredFile file,
            String caption,
            @Nullable String fileName) implements Utterance {}

    /** Puts an emoji on a message; an empty one takes it away. */
    record Reaction(String messageId, String emoji) implements Utterance {}

    /** Shares a contact card. */
    record Card(String name, String phone) implements Utterance {}

    /** Whatever else Meta can bring: the element of {@code messages[]} itself, without who, when and id. */
    record Raw(ObjectNode element) implements Utterance {}

    /** The kinds of files. */
    Set<String> FILES = Set.of("image", "video", "audio", "voice", "document", "sticker");

    /** What a file is where its type is not said. */
    Map<String, String> USUAL_TYPES = Map.of(
            "image", "image/jpeg",
            "video", "video/mp4",
            "audio", "audio/mpeg",
            "voice", "audio/ogg; codecs=opus",
            "document", "application/pdf",
            "sticker", "image/webp");

    /**
     * Reads a request; {@code text} and {@code tap} need no type.
     *
     * @param mediaId the id of a file, should there be one
     * @throws IllegalArgumentException saying what is wrong
     */
    static Utterance parse(JsonNode request, String mediaId) {
        String type = request.path("type").asText(request.has("tap") ? "tap" : "text");
        return switch (type) {
            case "text" -> new Text(text(request, "text", 65_536));
            case "tap" -> new Tap(text(request, "tap", 256));
            case "location" ->
                new Location(
                        degrees(request, "latitude"),
                        degrees(request, "longitude"),
                        optional(request, "name"),
                        optional(request, "address"));
            case "reaction" ->
                new Reaction(
                        text(request, "message_id", 1000), request.path("emoji").asText(""));
            case "contact" -> new Card(text(request, "name", 1000), text(request, "phone", 40));
            case "raw" -> new Raw(element(request.path("message")));
            default -> file(type, request, mediaId);
        };
    }

    private static Utterance file(String kind, JsonNode request, String mediaId) {
        String usual = USUAL_TYPES.get(kind);
        if (usual == null) {
            throw new IllegalArgumentException(
                    "type must be text, tap, location, reaction, contact, raw, image, video, audio, voice, document or sticker");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text(request, "data", 34 << 20));
            StoredFile file = new StoredFile(mediaId, request.path("mime_type").asText(usual), bytes);
            return new File(kind, file, request.path("caption").asText(""), optional(request, "file_name"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("data must be the file as base64", e);
        }
    }

    private static ObjectNode element(JsonNode message) {
        if (message instanceof ObjectNode element && element.path("type").isTextual()) {
            return element;
        }
        throw new IllegalArgumentException("message must be an object with a type");
    }

    private static String text(JsonNode request, String field, int most) {
        JsonNode value = request.path(field);
        if (!value.isTextual() || value.asText().isEmpty() || value.asText().length() > most) {
            throw new IllegalArgumentException(field + " must be a text of 1 to " + most + " characters");
        }
        return value.asText();
    }

    private static @Nullable String optional(JsonNode request, String field) {
        return request.path(field).isTextual() ? request.path(field).asText() : null;
    }

    private static BigDecimal degrees(JsonNode request, String field) {
        if (!request.path(field).isNumber()) {
            throw new IllegalArgumentException(field + " must be a number");
        }
        return request.path(field).decimalValue();
    }
}

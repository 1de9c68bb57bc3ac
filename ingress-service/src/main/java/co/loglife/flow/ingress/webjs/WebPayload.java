package co.loglife.flow.ingress.webjs;

import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.model.Media;
import co.loglife.flow.runtime.media.MediaReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One payload of {@code POST /webhook}, and the file in it: base64 in {@code raw_msg} of a voice note or sound, in
 * {@code media.data} of anything else.
 */
public final class WebPayload {
    private static final Pattern DATA_URL = Pattern.compile("data:[^,;]{0,100}[^,]{0,200},");

    private static final String STORED = "stored";
    private static final String STORED_BYTES = "stored_bytes";

    private final JsonNode json;

    public WebPayload(JsonNode json) {
        this.json = json;
    }

    /** The payload as it came, or with the file's reference. */
    public JsonNode json() {
        return json;
    }

    /** The word of whatsapp-web.js for its kind; the original client's texts are {@code chat}. */
    String kind() {
        return Objects.requireNonNullElse(words(json, "msg_type"), "chat");
    }

    /** The file's bytes; empty when there is none or what is there is no base64. */
    public Optional<byte[]> file() {
        return Optional.ofNullable(base64()).flatMap(WebPayload::decoded);
    }

    /** The file's MIME type where the client says it. */
    public @Nullable String mimeType() {
        return words(json.path("media"), "mime_type");
    }

    /**
     * This payload with the reference of its file where the file was, so that it is fit for a topic.
     *
     * @param bytes how many the file has
     */
    public WebPayload withFileAt(MediaReference reference, long bytes) {
        ObjectNode slim = ((ObjectNode) json).deepCopy();
        if (words(json.path("media"), "data") != null) {
            ((ObjectNode) slim.path("media")).remove("data");
            ((ObjectNode) slim.path("media")).put(STORED, reference.text());
        } else {
            slim.put("raw_msg", reference.text());
        }
        slim.put(STORED_BYTES, bytes);
        return new WebPayload(slim);
    }

    /** What {@link #withFileAt} left of the file; empty for a payload that came without one. */
    public Optional<Media> stored() {
        if (!json.path(STORED_BYTES).isIntegralNumber()) {
            return Optional.empty();
        }
        String reference = words(json.path("media"), STORED);
        return Optional.ofNullable(reference != null ? reference : words(json, "raw_msg"))
                .map(text -> MediaReference.parse(text)
                        .media(mimeType(), json.path(STORED_BYTES).longValue()));
    }

    /** What the record says of a file whose bytes could not be had. */
    Media withoutFile() {
        String why = words(json.path("media"), "omitted_reason");
        boolean unreadable = base64() != null;
        return Media.missing(mimeType(), why != null ? why : unreadable ? "not base64" : "the client sent no file");
    }

    private @Nullable String base64() {
        String data = words(json.path("media"), "data");
        if (data != null) {
            return data;
        }
        return switch (kind()) {
            case "ptt", "audio" -> words(json, "raw_msg");
            default -> null;
        };
    }

    private static Optional<byte[]> decoded(String base64) {
        var dataUrl = DATA_URL.matcher(base64);
        String plain = dataUrl.lookingAt() ? base64.substring(dataUrl.end()) : base64;
        try {
            byte[] bytes = Base64.getDecoder().decode(plain);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return decodedWithBlanks(plain);
        }
    }

    /** Some encoders break lines; only then is the slower way gone, which removes what is no base64. */
    private static Optional<byte[]> decodedWithBlanks(String base64) {
        if (base64.indexOf('\n') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(base64.replaceAll("[\\r\\n]", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

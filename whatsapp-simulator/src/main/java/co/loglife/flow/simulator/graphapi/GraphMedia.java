package co.loglife.flow.simulator.graphapi;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.http.HttpAnswer;
import co.loglife.flow.simulator.media.MediaShelf;
import co.loglife.flow.simulator.media.StoredFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Upload, look-up and deletion of files, with Meta's rules on kinds and sizes. */
final class GraphMedia {
    private static final int MB = 1 << 20;
    private static final Map<String, Integer> MOST_BYTES =
            Map.of("audio", 16 * MB, "image", 5 * MB, "video", 16 * MB, "sticker", 500 << 10, "document", 100 * MB);
    private static final Map<String, Set<String>> KINDS = Map.of(
            "audio", Set.of("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"),
            "image", Set.of("image/jpeg", "image/png"),
            "video", Set.of("video/mp4", "video/3gpp"),
            "sticker", Set.of("image/webp"),
            "document",
                    Set.of(
                            "text/plain",
                            "application/pdf",
                            "application/msword",
                            "application/vnd.ms-excel",
                            "application/vnd.ms-powerpoint",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation"));

    private final MediaShelf shelf;

    GraphMedia(MediaShelf shelf) {
        this.shelf = shelf;
    }

    /** Why such a file is not taken. */
    static Optional<GraphError> unfit(String mimeType, long size) {
        String bare = mimeType.split(";", 2)[0].strip();
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().contains(bare))
                .map(kind -> MOST_BYTES.get(kind.getKey()))
                .findFirst()
                .map(most -> size > 0 && size <= most
                        ? Optional.<GraphError>empty()
                        : Optional.of(GraphError.parameter(131053, "The file must have 1 to " + most + " bytes.")))
                .orElseGet(() -> Optional.of(
                        GraphError.parameter(100, "Param file must be a file with one of the supported types.")));
    }

    Optional<GraphError> keep(StoredFile file) {
        return unfit(file.mimeType(), file.bytes().length)
                .or(() -> shelf.put(file) ? Optional.empty() : Optional.of(GraphCodes.error(131053, "No room left.")));
    }

    /** What is known of a file; the address is good for the bytes, with the token. */
    HttpAnswer lookUp(String id, String address) {
        return shelf.file(id)
                .map(file -> {
                    ObjectNode answer = Json.mapper().createObjectNode().put("messaging_product", "whatsapp");
                    answer.put("url", address).put("mime_type", file.mimeType());
                    answer.put("sha256", hex(file)).put("file_size", file.bytes().length);
                    return HttpAnswer.json(200, answer.put("id", id));
                })
                .orElseGet(() -> gone(id));
    }

    HttpAnswer download(String id) {
        return shelf.file(id)
                .<HttpAnswer>map(file -> new HttpAnswer.Full(200, file.mimeType(), file.bytes(), null))
                .orElseGet(() -> HttpAnswer.html(404, "Not Found"));
    }

    HttpAnswer delete(String id) {
        return shelf.remove(id)
                ? HttpAnswer.json(200, Json.mapper().createObjectNode().put("success", true))
                : gone(id);
    }

    private static HttpAnswer gone(String id) {
        GraphError error = GraphError.noSuchObject(id);
        return HttpAnswer.json(error.httpStatus(), error.json("A0"));
    }

    /** The look-up gives the hash as hex, the webhook as base64. */
    private static String hex(StoredFile file) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(file.sha256()));
    }
}

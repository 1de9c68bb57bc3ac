package co.loglife.flow.ingress.graphapi;

import static co.loglife.flow.ingress.normalized.Fields.each;
import static co.loglife.flow.ingress.normalized.Fields.words;

import co.loglife.flow.ingress.normalized.Fields;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A webhook of Meta's to what it says: every message and status of every change of every entry, in their order. Total:
 * whatever the JSON, there is an answer, and one bad element never spoils its neighbours.
 */
public final class GraphApiNormalizer {
    private final String defaultLine;
    private final Optional<Duration> oldest;

    /** Makes one for an installation whose messages without a {@code phone_number_id} belong to {@code defaultLine}. */
    public GraphApiNormalizer(String defaultLine) {
        this(defaultLine, Optional.empty());
    }

    /** The same, where a message that is older than {@code oldest} when it comes is for the bot no more. */
    public GraphApiNormalizer(String defaultLine, Optional<Duration> oldest) {
        this.defaultLine = defaultLine;
        this.oldest = oldest;
    }

    /** What a webhook says. */
    public List<Normalized> normalize(JsonNode webhook, Instant receivedAt) {
        return elements(webhook, "entry", entry -> elements(entry, "changes", change -> change(change, receivedAt)))
                .toList();
    }

    /** Only the field {@code messages} is for the bot; echoes and history look alike and must never be answered. */
    private Stream<Normalized> change(JsonNode change, Instant receivedAt) {
        if (!"messages".equals(words(change, "field"))) {
            return Stream.of(new Normalized.KeptRaw("field"));
        }
        JsonNode value = Fields.object(change, "value");
        String line = Objects.requireNonNullElse(words(value.path("metadata"), "phone_number_id"), defaultLine);
        GraphApiMessage messages = new GraphApiMessage(value, line, receivedAt, oldest);
        return Stream.of(
                        elements(value, "messages", message -> messages.normalized(Trees.requireShallow(message))),
                        elements(
                                value,
                                "statuses",
                                status -> Statuses.normalized(Trees.requireShallow(status), value, line, receivedAt)),
                        elements(value, "errors", _ -> Stream.of(new Normalized.KeptRaw("account_error"))))
                .flatMap(Function.identity());
    }

    /** Each element of an array on its own: what is wrong with one is said of that one. */
    private static Stream<Normalized> elements(
            JsonNode parent, String field, Function<JsonNode, Stream<Normalized>> normalize) {
        JsonNode array = parent.path(field);
        if (array.isMissingNode() || array.isNull()) {
            return Stream.empty();
        }
        if (!array.isArray()) {
            return Stream.of(new Normalized.Malformed(field + " is no array", array));
        }
        return each(array).flatMap(element -> {
            try {
                return normalize.apply(Fields.requireObject(element));
            } catch (IllegalArgumentException e) {
                return Stream.of(new Normalized.Malformed(field + ": " + e.getMessage(), element));
            }
        });
    }
}

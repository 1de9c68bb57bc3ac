package co.loglife.flow.cli.replay;

import co.loglife.flow.ingress.graphapi.GraphApiNormalizer;
import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.ingress.normalized.Trees;
import co.loglife.flow.ingress.webjs.WebNormalizer;
import co.loglife.flow.ingress.webjs.WebPayload;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records of the webhooks topic through ingress's own normalizers. Pure. */
final class Envelopes {
    /** What the id of a message begins with whose envelope has none: it was made by ingress, and is not known here. */
    static final String NO_ID = "?";

    private static final String META = "/whatsapp-incoming";
    private static final String WEB = "/webhook";

    private final GraphApiNormalizer graphApi;
    private final WebNormalizer web;

    Envelopes(GraphApiNormalizer graphApi, WebNormalizer web) {
        this.graphApi = graphApi;
        this.web = web;
    }

    /** The messages in an envelope as today's code files them; none where it has none, or cannot be read. */
    List<IncomingMessage> messages(ConsumerRecord<byte[], byte[]> envelope) {
        try {
            Instant receivedAt = Instant.parse(header(envelope, "received_at"));
            return switch (header(envelope, "endpoint")) {
                case META -> messages(graphApi.normalize(Trees.ofMeta(envelope.value()), receivedAt));
                case WEB -> {
                    WebPayload payload = new WebPayload(Trees.ofOurs(envelope.value()));
                    String ownId = NO_ID + Difference.digest(utf8(header(envelope, "traceparent")));
                    yield messages(web.normalize(payload, payload.stored().orElse(null), ownId, receivedAt));
                }
                default -> List.of();
            };
        } catch (UnreadableException | IllegalArgumentException | DateTimeException _) { // was refused when it came
            return List.of();
        }
    }

    private static List<IncomingMessage> messages(List<Normalized> elements) {
        return elements.stream()
                .flatMap(element -> element instanceof Normalized.Message(IncomingMessage message)
                        ? Stream.of(message)
                        : Stream.empty())
                .toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}

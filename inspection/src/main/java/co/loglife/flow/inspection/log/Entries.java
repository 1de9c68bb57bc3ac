package co.loglife.flow.inspection.log;

import co.loglife.flow.inspection.way.Body;
import co.loglife.flow.inspection.way.Entry;
import co.loglife.flow.inspection.way.Place;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What Kafka's records say. */
public final class Entries {
    private final Map<String, TopicLayout.Kind> kinds = new HashMap<>();

    public Entries(TopicLayout topics) {
        Arrays.stream(TopicLayout.Kind.values()).forEach(kind -> kinds.put(topics.name(kind), kind));
    }

    /** Which of an installation's topics a name is. */
    public static Optional<TopicLayout.Kind> kind(TopicLayout topics, String name) {
        return Arrays.stream(TopicLayout.Kind.values())
                .filter(kind -> topics.name(kind).equals(name))
                .findAny();
    }

    /**
     * Decodes a record; one that is not what its topic is for says so in its body.
     *
     * @throws IllegalArgumentException when it is of another topic than ours
     */
    public Entry of(ConsumerRecord<byte[], byte[]> record) {
        TopicLayout.Kind kind = kinds.get(record.topic());
        if (kind == null) {
            throw new IllegalArgumentException("no topic of ours: " + record.topic());
        }
        return new Entry(
                new Place(
                        kind,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        Instant.ofEpochMilli(record.timestamp())),
                record.key() == null ? null : utf8(record.key()),
                headers(record),
                record.value(),
                body(kind, record));
    }

    private Body body(TopicLayout.Kind kind, ConsumerRecord<byte[], byte[]> record) {
        if (kind != TopicLayout.Kind.DEAD_LETTERS) {
            return body(kind, record.value(), record);
        }
        Optional<DeadLetter> why = DeadLetter.of(record.headers());
        if (why.isEmpty()) {
            return new Body.Unreadable("a dead letter without its reason");
        }
        TopicLayout.Kind source = kinds.get(why.get().topic());
        return new Body.GivenUp(
                why.get(),
                source == null || source == TopicLayout.Kind.WEBHOOKS // then it is one element of a webhook
                        ? new Body.Unreadable("from " + why.get().topic())
                        : body(source, record.value(), record));
    }

    private static Body body(TopicLayout.Kind kind, byte @Nullable [] value, ConsumerRecord<byte[], byte[]> record) {
        if (value == null && kind.isCompacted()) {
            return new Body.Deleted();
        }
        try {
            return switch (kind) {
                case WEBHOOKS ->
                    new Body.Webhook(Optional.ofNullable(record.headers().lastHeader("endpoint"))
                            .map(Header::value)
                            .map(Entries::utf8)
                            .orElse("-"));
                case INCOMING -> new Body.Incoming(Json.read(value, IncomingMessage.class));
                case OUTGOING -> new Body.Outgoing(Json.read(value, OutgoingMessage.class));
                case DELIVERIES -> new Body.Event(Json.read(value, Delivery.class));
                case IDENTITIES -> new Body.Pair(Json.read(value, Identity.class));
                case DEAD_LETTERS -> new Body.Unreadable("a dead letter of a dead letter");
            };
        } catch (UnreadableException e) {
            return new Body.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), utf8(header.value()));
            }
        }
        return headers;
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

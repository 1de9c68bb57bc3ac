package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.testing.MessageBuilder;
import co.loglife.flow.testing.ledger.Place;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Records that are none, put among those of the load's users. */
final class Poison {
    /** Nothing of ours, on any topic. */
    private static final Map<String, byte[]> NO_RECORDS = Map.of(
            "bytes", new byte[] {0, 1, (byte) 0xff},
            "empty", new byte[0],
            "null in JSON", bytes("null"),
            "another schema", bytes("{\"id\":1,\"name\":[\"x\"]}"),
            "cut off", bytes("{\"id\":\"wamid.1\",\"client_type\":\"bus"));

    private final Map<Place, Buried> mustBeBuried = new HashMap<>();

    /** A record as it must be among the dead letters. */
    record Buried(String what, ProducerRecord<byte[], byte[]> record) {}

    /** What must be among the dead letters, by its place. */
    Map<Place, Buried> mustBeBuried() {
        return Map.copyOf(mustBeBuried);
    }

    /** Puts every kind on every topic, each under another user's key. */
    Breakage everywhere() {
        return run -> {
            List<String> users = new ArrayList<>(run.load().phones());
            TopicLayout topics = run.pipeline().topics();
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(run.pipeline().kafka().producer(Map.of()))) {
                for (TopicLayout.Kind kind : TopicLayout.Kind.values()) {
                    for (Map.Entry<String, byte[]> record : NO_RECORDS.entrySet()) {
                        put(
                                producer,
                                topics,
                                kind,
                                record.getKey(),
                                users.removeLast(),
                                record.getValue(),
                                isRead(kind));
                    }
                    // On the compacted topic this is how a pair is erased.
                    boolean isBuried = isRead(kind) && !kind.isCompacted();
                    put(producer, topics, kind, "null value", users.removeLast(), null, isBuried);
                }
                outgoing(producer, topics, users.removeLast());
                incoming(producer, topics, users.removeLast());
            }
            run.awaitAnswered(run.load().shape().perSecond());
        };
    }

    /** The topics whose every record has somebody whose work it is. The others are looked things up in. */
    private static boolean isRead(TopicLayout.Kind kind) {
        return switch (kind) {
            case INCOMING, OUTGOING, IDENTITIES -> true;
            case WEBHOOKS, DELIVERIES, DEAD_LETTERS -> false;
        };
    }

    /** A kind of message that does not exist yet cannot be sent: it is kept for those who know it. */
    private void outgoing(KafkaProducer<byte[], byte[]> producer, TopicLayout topics, String user) throws Exception {
        ObjectNode message = Json.mapper().createObjectNode();
        message.put("id", "from-the-future:0")
                .put("client_type", "business_api")
                .put("line", Pipeline.LINE)
                .put("user", user)
                .put("recipient", user)
                .put("kind", "future")
                .put("created_at", "2026-03-02T09:00:00Z")
                .putObject("message")
                .put("type", "hologram");
        put(producer, topics, TopicLayout.Kind.OUTGOING, "unknown type", user, Json.write(message), true);
    }

    /** Of messages, a kind that does not exist yet and fields that do not are read as far as they can be. */
    private void incoming(KafkaProducer<byte[], byte[]> producer, TopicLayout topics, String user) throws Exception {
        ObjectNode message = Json.mapper()
                .valueToTree(MessageBuilder.aMessage()
                        .withId("from-the-future")
                        .from(user)
                        .build());
        message.put("mood", "hopeful")
                .putObject("content")
                .put("type", "hologram")
                .put("colours", 7);
        put(producer, topics, TopicLayout.Kind.INCOMING, "future version", user, Json.write(message), false);
    }

    private void put(
            KafkaProducer<byte[], byte[]> producer,
            TopicLayout topics,
            TopicLayout.Kind kind,
            String what,
            String user,
            byte @Nullable [] value,
            boolean isBuried)
            throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topics.name(kind), bytes(user), value);
        RecordMetadata at = producer.send(record).get();
        if (isBuried) {
            mustBeBuried.put(
                    new Place(at.topic(), at.partition(), at.offset()),
                    new Buried(what + " on " + kind.word(), record));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

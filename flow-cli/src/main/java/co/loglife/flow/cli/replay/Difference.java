package co.loglife.flow.cli.replay;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/**
 * A message of a raw envelope that today's normalizer would file otherwise.
 *
 * @param envelope where it came: a record of the webhooks topic
 * @param message as it would be filed today, under the recorded id where there is one
 * @param recorded as it was filed; empty where it was not
 * @param topic the incoming topic
 * @param partition of that topic where its user is
 */
record Difference(
        ConsumerRecord<byte[], byte[]> envelope,
        IncomingMessage message,
        Optional<IncomingMessage> recorded,
        String topic,
        int partition) {
    /** In the metadata of a repaired record: the id of the one it makes up for. */
    static final String REPAIRS = "repairs";

    /** When ingress had it. */
    long timestamp() {
        return envelope.timestamp();
    }

    /** Whether there is no record under the key of its user. */
    boolean isMissingUnderItsKey() {
        return recorded.isEmpty() || !recorded.get().user().equals(message.user());
    }

    /** Where the envelope is. */
    String place() {
        return "%s[%d]@%d".formatted(envelope.topic(), envelope.partition(), envelope.offset());
    }

    /**
     * The record to append. What was never filed keeps its id. What was filed otherwise gets one of its own, the same
     * each time: under the old one the router would take it for a repeat, and the sender its reply for one sent
     * already.
     */
    IncomingMessage repaired() {
        if (recorded.isEmpty()) {
            return message;
        }
        Map<String, JsonNode> metadata = new HashMap<>(message.metadata());
        metadata.put(REPAIRS, TextNode.valueOf(message.id()));
        return message.as(message.id() + "~" + digest(Json.write(message)), metadata);
    }

    /** The record as it would have come, for a replay; its offset is none of the topic's. */
    ConsumerRecord<byte[], byte[]> inserted() {
        byte[] key = key(message);
        return record(topic, partition, -1, timestamp(), envelope.headers(), key, Json.write(message));
    }

    /** A record with another value. */
    static ConsumerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> like, byte[] value) {
        return record(
                like.topic(), like.partition(), like.offset(), like.timestamp(), like.headers(), like.key(), value);
    }

    static byte[] key(IncomingMessage message) {
        return message.user().key().getBytes(StandardCharsets.UTF_8);
    }

    /** Twelve hex digits that tell values apart. */
    static String digest(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value), 0, 6);
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    Instant at() {
        return Instant.ofEpochMilli(timestamp());
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, int partition, long offset, long timestamp, Headers headers, byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                key.length,
                value.length,
                key,
                value,
                headers,
                Optional.empty());
    }
}

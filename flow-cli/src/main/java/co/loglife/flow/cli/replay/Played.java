package co.loglife.flow.cli.replay;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An incoming record and what today's code makes of it.
 *
 * @param record as it is on the topic, or as it was repaired
 * @param message what it says; empty where it cannot be read
 * @param outcome its replies
 * @param isAsked whether it is in the stretch asked for, rather than before it
 */
record Played(
        ConsumerRecord<byte[], byte[]> record,
        Optional<IncomingMessage> message,
        SandboxRouter.Outcome outcome,
        boolean isAsked) {

    static Played of(ConsumerRecord<byte[], byte[]> record, SandboxRouter.Outcome outcome, boolean isAsked) {
        return new Played(record, message(record), outcome, isAsked);
    }

    /** Whose conversation it is. */
    String user() {
        return record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** When the record was written. */
    Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** {@code whatsapp.incoming[3]@120}. */
    String place() {
        return "%s[%d]@%d".formatted(record.topic(), record.partition(), record.offset());
    }

    boolean isRedriven() {
        return DeadLetter.header(record.headers(), "service") != null;
    }

    /** For tools. */
    ObjectNode json() {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("user", user());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", at().toString());
        message.ifPresent(said -> line.put("id", said.id()).put("said", Transcript.said(said)));
        ArrayNode replies = line.putArray("replies");
        outcome.replies().forEach(value -> replies.add(tree(value)));
        ArrayNode troubles = line.putArray("dead_letters");
        outcome.troubles().forEach(troubles::add);
        return line;
    }

    /** A reply's value: the router's own always are JSON. */
    static JsonNode tree(byte[] value) {
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<IncomingMessage> message(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Json.read(record.value(), IncomingMessage.class));
        } catch (UnreadableException _) { // its dead letter says why
            return Optional.empty();
        }
    }
}

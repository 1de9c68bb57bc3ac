package co.loglife.flow.inspection.log;

import co.loglife.flow.inspection.way.Veil;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record of any topic in one line, for people or for tools. Pure. */
public final class RecordLine {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private final TopicLayout topics;
    private final ZoneId zone;
    private final Veil veil;

    public RecordLine(TopicLayout topics, ZoneId zone, Veil veil) {
        this.topics = topics;
        this.zone = zone;
        this.veil = veil;
    }

    /** {@code 12:00:01.123 incoming[3]@120 923001234567 web chat "hi"}. */
    public String forPeople(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic().startsWith(topics.prefix())
                ? record.topic().substring(topics.prefix().length())
                : record.topic();
        return "%s %s[%d]@%d %s %s"
                .formatted(
                        CLOCK.format(Instant.ofEpochMilli(record.timestamp()).atZone(zone)),
                        topic,
                        record.partition(),
                        record.offset(),
                        record.key() == null ? "-" : veil.id(utf8(record.key())),
                        said(record))
                .stripTrailing();
    }

    /** The whole record as one JSON object; a value that is no JSON comes as base64. */
    public String forTools(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("topic", record.topic());
        line.put("partition", record.partition());
        line.put("offset", record.offset());
        line.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        line.put("key", record.key() == null ? null : utf8(record.key()));
        ObjectNode headers = line.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), header.value() == null ? null : utf8(header.value()));
        }
        JsonNode value = json(record.value());
        if (value != null) {
            line.set("value", value);
        } else if (record.value() != null) {
            line.put("value_base64", Base64.getEncoder().encodeToString(record.value()));
        }
        try {
            return Json.mapper().writeValueAsString(line);
        } catch (JsonProcessingException e) { // a tree that was just built can be written
            throw new IllegalStateException(e);
        }
    }

    private String said(ConsumerRecord<byte[], byte[]> record) {
        String reason = DeadLetter.header(record.headers(), "reason");
        if (reason != null) {
            return "%s: %s (from %s[%s]@%s)"
                    .formatted(
                            DeadLetter.header(record.headers(), "class"),
                            Veil.oneLine(reason),
                            DeadLetter.header(record.headers(), "topic"),
                            DeadLetter.header(record.headers(), "partition"),
                            DeadLetter.header(record.headers(), "offset"));
        }
        JsonNode value = json(record.value());
        if (value == null) {
            return record.value() == null ? "(deleted)" : "(" + record.value().length + " bytes, no JSON)";
        }
        if (record.topic().equals(topics.name(TopicLayout.Kind.INCOMING))) {
            return "%s %s %s"
                    .formatted(
                            word(value, "client_type"),
                            word(value, "msg_type"),
                            veil.words(value.path("raw_msg").asText()));
        }
        if (record.topic().equals(topics.name(TopicLayout.Kind.OUTGOING))) {
            return "%s %s %s"
                    .formatted(
                            word(value, "client_type"),
                            word(value, "kind"),
                            veil.words(value.path("message").path("body").asText()));
        }
        if (record.topic().equals(topics.name(TopicLayout.Kind.DELIVERIES))) {
            return "%s %s%s"
                    .formatted(
                            veil.id(value.path("outgoing_id").asText("-")),
                            word(value, "state"),
                            value.has("error")
                                    ? " (" + value.path("error").path("title").asText() + ")"
                                    : "");
        }
        return veil == Veil.OPEN ? Veil.oneLine(value.toString()) : "(" + record.value().length + " bytes)";
    }

    private static @Nullable JsonNode json(byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            return null;
        }
        try {
            return Json.mapper().readTree(value);
        } catch (IOException e) { // garbage is shown as such
            return null;
        }
    }

    private static String word(JsonNode value, String field) {
        return Veil.oneLine(value.path(field).asText("-"));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

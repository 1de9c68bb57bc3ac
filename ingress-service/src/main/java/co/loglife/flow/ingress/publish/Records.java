package co.loglife.flow.ingress.publish;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The records of one request: the envelope, then what its elements became, in their order. */
public final class Records {
    /** Where in the webhooks topic an envelope went is not known before it is there; the trace tells. */
    private static final int NOT_KNOWN = -1;

    private final TopicLayout topics;

    public Records(TopicLayout topics) {
        this.topics = topics;
    }

    /**
     * Makes them.
     *
     * @throws RecordTooLarge when the envelope itself is larger than its topic takes
     */
    public List<ProducerRecord<byte[], byte[]>> of(Envelope envelope, List<Normalized> elements) {
        TraceContext trace = envelope.trace();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(elements.size() + 1);
        records.add(envelope(envelope, trace));
        for (Normalized element : elements) {
            ProducerRecord<byte[], byte[]> record = record(element, envelope.receivedAt(), trace);
            if (record != null) {
                records.add(record);
            }
        }
        return records;
    }

    private ProducerRecord<byte[], byte[]> envelope(Envelope envelope, TraceContext trace) {
        if (envelope.body().length > Kind.WEBHOOKS.maxValueBytes()) {
            throw new RecordTooLarge();
        }
        Headers headers = TraceHeaders.with(trace)
                .add(header("endpoint", envelope.endpoint()))
                .add(header("received_at", envelope.receivedAt().toString()));
        if (envelope.contentType() != null) {
            headers.add(header("content_type", envelope.contentType()));
        }
        if (envelope.signature() != null) {
            headers.add(header("x_hub_signature_256", envelope.signature()));
        }
        return record(Kind.WEBHOOKS, null, envelope.body(), headers);
    }

    private @Nullable ProducerRecord<byte[], byte[]> record(Normalized element, Instant at, TraceContext trace) {
        return switch (element) {
            case Normalized.Message(var message) -> keyed(Kind.INCOMING, message.user(), message, at, trace);
            case Normalized.Report(var delivery) -> keyed(Kind.DELIVERIES, delivery.user(), delivery, at, trace);
            case Normalized.Pair(var identity) ->
                record(Kind.IDENTITIES, utf8(identity.userId()), Json.write(identity), trace);
            case Normalized.Malformed(String why, JsonNode raw) -> deadLetter(why, Json.write(raw), at, trace);
            case Normalized.KeptRaw _ -> null;
        };
    }

    private ProducerRecord<byte[], byte[]> keyed(Kind kind, User user, Object value, Instant at, TraceContext trace) {
        byte[] json = Json.write(value);
        if (json.length > kind.maxValueBytes()) {
            return deadLetter("larger than the topic " + kind.word() + " takes", json, at, trace);
        }
        return record(kind, utf8(user.key()), json, trace);
    }

    private ProducerRecord<byte[], byte[]> record(Kind kind, byte[] key, byte[] value, TraceContext trace) {
        return record(kind, key, value, TraceHeaders.with(trace));
    }

    private ProducerRecord<byte[], byte[]> deadLetter(String why, byte[] element, Instant at, TraceContext trace) {
        // Escapes can make an element longer than it came; the webhook has it whole.
        int most = Kind.DEAD_LETTERS.maxValueBytes();
        boolean cut = element.length > most;
        DeadLetter reason = new DeadLetter(
                cut ? why + " (cut to " + most + " bytes)" : why,
                ErrorClass.POISON,
                "ingress",
                topics.name(Kind.WEBHOOKS),
                NOT_KNOWN,
                NOT_KNOWN,
                1,
                at);
        byte[] value = cut ? Arrays.copyOf(element, most) : element;
        return record(Kind.DEAD_LETTERS, null, value, reason.on(TraceHeaders.with(trace)));
    }

    private ProducerRecord<byte[], byte[]> record(Kind kind, byte @Nullable [] key, byte[] value, Headers headers) {
        return new ProducerRecord<>(topics.name(kind), null, key, value, headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package co.loglife.flow.router.topology;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.User;
import co.loglife.flow.router.turn.Outcome;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** What a turn writes, each record to its topic, under its user's key. */
final class Sinks {
    static final List<TopicLayout.Kind> KINDS = List.of(
            TopicLayout.Kind.OUTGOING,
            TopicLayout.Kind.INCOMING,
            TopicLayout.Kind.IDENTITIES,
            TopicLayout.Kind.DEAD_LETTERS);

    private final ProcessorContext<byte[], byte[]> context;

    Sinks(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    static String name(TopicLayout.Kind kind) {
        return "to-" + kind.word();
    }

    static byte[] key(User user) {
        return user.key().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The records that follow from what {@code cause} traces, stamped with the time they are written: what a message
     * waited for the router is part of its way.
     */
    void write(@Nullable TraceContext cause, Outcome outcome) {
        Headers trace = TraceHeaders.with(cause);
        long now = context.currentSystemTimeMs();
        for (OutgoingMessage reply : outcome.outgoing()) {
            send(TopicLayout.Kind.OUTGOING, key(reply.user()), Json.write(reply), now, trace);
        }
        for (IncomingMessage onward : outcome.incoming()) {
            send(TopicLayout.Kind.INCOMING, key(onward.user()), Json.write(onward), now, trace);
        }
        for (Identity pair : outcome.identities()) {
            byte[] key = pair.userId().getBytes(StandardCharsets.UTF_8);
            send(TopicLayout.Kind.IDENTITIES, key, Json.write(pair), now, trace);
        }
        for (String userId : outcome.forgotten()) {
            byte[] key = userId.getBytes(StandardCharsets.UTF_8);
            send(TopicLayout.Kind.IDENTITIES, key, null, now, new RecordHeaders());
        }
    }

    /** A timer that has come. */
    void write(IncomingMessage wakeUp, long timestamp, @Nullable TraceContext trace) {
        send(TopicLayout.Kind.INCOMING, key(wakeUp.user()), Json.write(wakeUp), timestamp, TraceHeaders.with(trace));
    }

    /** The record itself, byte for byte. */
    void deadLetter(Record<byte[], byte[]> record, RecordMetadata at, Outcome.Trouble trouble) {
        deadLetter(record, record.value(), at.topic(), at, trouble);
    }

    /** A conversation nobody can read any more. It is not the source record, and is from no topic one may write to. */
    void lostConversation(Record<byte[], byte[]> record, byte[] conversation, RecordMetadata at) {
        Outcome.Trouble trouble = new Outcome.Trouble("the conversation cannot be read", ErrorClass.POISON);
        deadLetter(record, conversation, "store " + RouterTopology.CONVERSATIONS, at, trouble);
    }

    private void deadLetter(
            Record<byte[], byte[]> record,
            byte @Nullable [] value,
            String topic,
            RecordMetadata at,
            Outcome.Trouble trouble) {
        DeadLetter why = new DeadLetter(
                trouble.reason(),
                trouble.errorClass(),
                "router",
                topic,
                at.partition(),
                at.offset(),
                1,
                Instant.ofEpochMilli(context.currentSystemTimeMs()));
        send(TopicLayout.Kind.DEAD_LETTERS, record.key(), value, record.timestamp(), why.on(record.headers()));
    }

    private void send(
            TopicLayout.Kind to, byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
        context.forward(new Record<>(key, value, timestamp, headers), name(to));
    }
}

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
import java.util.ArrayList;
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
        return key(user.key());
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A record that follows from a turn.
     *
     * @param value null erases what is stored under the key
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Made(TopicLayout.Kind to, byte[] key, byte @Nullable [] value) {
        /** Whether the broker would refuse it, and with it, again and again, the transaction. */
        boolean isTooLarge() {
            return value != null && value.length > to.maxValueBytes();
        }
    }

    /** The records that follow from a turn, in their order. */
    static List<Made> made(Outcome outcome) {
        List<Made> made = new ArrayList<>();
        for (OutgoingMessage reply : outcome.outgoing()) {
            made.add(new Made(TopicLayout.Kind.OUTGOING, key(reply.user()), Json.write(reply)));
        }
        for (IncomingMessage onward : outcome.incoming()) {
            made.add(new Made(TopicLayout.Kind.INCOMING, key(onward.user()), Json.write(onward)));
        }
        for (Identity pair : outcome.identities()) {
            made.add(new Made(TopicLayout.Kind.IDENTITIES, key(pair.userId()), Json.write(pair)));
        }
        for (String userId : outcome.forgotten()) {
            made.add(new Made(TopicLayout.Kind.IDENTITIES, key(userId), null));
        }
        return made;
    }

    /**
     * Writes what follows from what {@code cause} traces, stamped with the time it is written: what a message waited
     * for the router is part of its way.
     */
    void write(@Nullable TraceContext cause, List<Made> made) {
        Headers trace = TraceHeaders.with(cause);
        long now = context.currentSystemTimeMs();
        for (Made record : made) {
            send(record.to, record.key, record.value, now, record.value == null ? new RecordHeaders() : trace);
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

package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Joins the raw envelopes with what they were filed as, by time: the messages of an envelope are written right after
 * it, under its trace. So only the messages of the last moments are held. Pure.
 */
final class Renormalizing {
    /** A producer gives up on a record sooner than that. */
    static final Duration LATEST = Duration.ofMinutes(2);

    /** A larger one is a dead letter and stays one. */
    private static final int LARGEST = TopicLayout.Kind.INCOMING.maxValueBytes();

    private final Envelopes envelopes;
    private final TopicLayout topics;
    private final int partitions;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private long compared;

    private record Waiting(ConsumerRecord<byte[], byte[]> envelope, IncomingMessage message) {}

    /** Of an installation with so many partitions in each topic. */
    Renormalizing(Envelopes envelopes, TopicLayout topics, int partitions) {
        this.envelopes = envelopes;
        this.topics = topics;
        this.partitions = partitions;
    }

    /** The next record of the webhooks or the incoming topic, by time. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        giveUpBefore(record.timestamp() - LATEST.toMillis());
        if (record.topic().equals(topics.name(TopicLayout.Kind.WEBHOOKS))) {
            for (IncomingMessage message : envelopes.messages(record)) {
                waiting.put(id(record, message.id()), new Waiting(record, message));
            }
        } else {
            filed(record);
        }
    }

    /**
     * What differs.
     *
     * @param now envelopes that came just before it may have messages still under way
     */
    List<Difference> end(long now) {
        giveUpBefore(now - LATEST.toMillis());
        return List.copyOf(differences);
    }

    /** How many messages were found both in an envelope and on the incoming topic. */
    long compared() {
        return compared;
    }

    private void filed(ConsumerRecord<byte[], byte[]> record) {
        IncomingMessage recorded;
        try {
            recorded = Json.read(record.value(), IncomingMessage.class);
        } catch (UnreadableException _) { // nothing of ingress's
            return;
        }
        Waiting made = waiting.remove(id(record, recorded.id()));
        boolean hasOwnId = made == null;
        if (made == null) {
            made = waiting.remove(id(record, Envelopes.NO_ID));
        }
        if (made == null) {
            return; // the router's, or a program's, or the envelope is kept no more
        }
        compared++;
        IncomingMessage today = hasOwnId ? made.message.as(recorded.id(), made.message.metadata()) : made.message;
        if (!Arrays.equals(Json.write(recorded), Json.write(today))) {
            differences.add(difference(made.envelope, today, Optional.of(recorded)));
        }
    }

    private void giveUpBefore(long timestamp) {
        for (Iterator<Waiting> oldest = waiting.values().iterator(); oldest.hasNext(); ) {
            Waiting next = oldest.next();
            if (next.envelope.timestamp() >= timestamp) {
                return;
            }
            if (Json.write(next.message).length <= LARGEST) {
                differences.add(difference(next.envelope, next.message, Optional.empty()));
            }
            oldest.remove();
        }
    }

    private Difference difference(
            ConsumerRecord<byte[], byte[]> envelope, IncomingMessage today, Optional<IncomingMessage> recorded) {
        return new Difference(
                envelope,
                today,
                recorded,
                topics.name(TopicLayout.Kind.INCOMING),
                TopicPartitions.number(today.user().key(), partitions));
    }

    /** An envelope without an id has one message, so its trace alone tells. */
    private static String id(ConsumerRecord<byte[], byte[]> record, String messageId) {
        return Envelopes.header(record, "traceparent") + " "
                + (messageId.startsWith(Envelopes.NO_ID) ? Envelopes.NO_ID : messageId);
    }
}

package co.loglife.flow.inspection;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Topics of a test, written as the services would. */
public final class Log implements AutoCloseable {
    private final TopicLayout topics;
    private final Cluster cluster;
    private final KafkaProducer<byte[], byte[]> producer;

    public Log(RealKafka kafka, int partitions) throws InterruptedException {
        this.topics = kafka.freshTopics(partitions);
        this.cluster = new Cluster(kafka.settings(), topics);
        this.producer = new KafkaProducer<>(kafka.settings().producer(Map.of("linger.ms", 5)));
    }

    public Cluster cluster() {
        return cluster;
    }

    public TopicLayout topics() {
        return topics;
    }

    public static Headers headers(String... namesAndValues) {
        Headers headers = new RecordHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return headers;
    }

    public Future<RecordMetadata> webhook(Instant at, String body, Headers headers) {
        return put(Kind.WEBHOOKS, at, null, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Future<RecordMetadata> incoming(Instant at, IncomingMessage message, Headers headers) {
        return put(Kind.INCOMING, at, message.user(), Json.write(message), headers);
    }

    public Future<RecordMetadata> outgoing(Instant at, OutgoingMessage message) {
        return put(Kind.OUTGOING, at, message.user(), Json.write(message), new RecordHeaders());
    }

    public Future<RecordMetadata> delivery(Instant at, Delivery delivery, Headers headers) {
        return put(Kind.DELIVERIES, at, delivery.user(), Json.write(delivery), headers);
    }

    public Future<RecordMetadata> deadLetter(
            Instant at, DeadLetter why, @Nullable User key, byte[] value, Headers source) {
        return put(Kind.DEAD_LETTERS, at, key, value, why.on(source));
    }

    public Future<RecordMetadata> put(
            Kind kind, Instant at, @Nullable User key, byte @Nullable [] value, Headers headers) {
        return producer.send(new ProducerRecord<>(
                topics.name(kind),
                null,
                at.toEpochMilli(),
                key == null ? null : key.key().getBytes(StandardCharsets.UTF_8),
                value,
                headers));
    }

    public static long offset(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all is written. */
    public void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}

package co.loglife.flow.benchmarks.router;

import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.router.topology.StreamsSettings;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Topics of their own for one run of one contender.
 *
 * @param kafka where they are
 * @param topics their names
 */
record Installation(KafkaSettings kafka, TopicLayout topics) implements AutoCloseable {
    private static final int PARTITIONS = 12;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Makes the topics. */
    static Installation fresh(String brokers) throws InterruptedException {
        Installation fresh = new Installation(
                KafkaSettings.at(brokers), new TopicLayout("bench" + Long.toString(System.nanoTime(), 36) + "."));
        try (Admin admin = fresh.admin()) {
            Topics.create(admin, fresh.topics, new Topics.Shape(PARTITIONS, (short) 1));
        }
        return fresh;
    }

    private Admin admin() {
        return Admin.create(kafka.admin(Map.of()));
    }

    /** For a contender's process, with a new state folder. */
    Map<String, String> environment(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "TOPIC_PREFIX", topics.prefix(),
                "ROUTER_HOST", "127.0.0.1",
                "ROUTER_PORT", "0",
                "STATE_DIR", Files.createTempDirectory("flow-bench-router").toString()));
        all.putAll(more);
        return all;
    }

    /** Writes messages to the incoming topic, as fast as it takes them. */
    void say(long count, LongFunction<IncomingMessage> message) {
        // One request at a time: on a partition made a moment ago the second could overtake the first for good.
        Map<String, Integer> settings = Map.of("batch.size", 128 << 10, "max.in.flight.requests.per.connection", 1);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.producer(settings))) {
            for (long number = 0; number < count; number++) {
                var _ = producer.send(onIncoming(message.apply(number)));
            }
        }
    }

    ProducerRecord<byte[], byte[]> onIncoming(IncomingMessage message) {
        return new ProducerRecord<>(
                topics.name(TopicLayout.Kind.INCOMING),
                message.user().key().getBytes(StandardCharsets.UTF_8),
                Json.write(message));
    }

    /** How many records were handled by a moment of {@link System#nanoTime}. */
    record Moment(long handled, long nanos) {}

    /** Waits until so many records are handled: their offsets are committed in one transaction with the replies. */
    Moment await(long count) throws InterruptedException, ExecutionException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = admin()) {
            while (true) {
                Moment now = new Moment(handled(admin), System.nanoTime());
                if (now.handled >= count) {
                    return now;
                }
                if (now.nanos > giveUp) {
                    throw new IllegalStateException(
                            "after " + PATIENCE + " only " + now.handled + " of " + count + " records are handled");
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private long handled(Admin admin) throws InterruptedException, ExecutionException {
        String incoming = topics.name(TopicLayout.Kind.INCOMING);
        return admin
                .listConsumerGroupOffsets(StreamsSettings.applicationId(topics))
                .partitionsToOffsetAndMetadata()
                .get()
                .entrySet()
                .stream()
                .filter(committed -> committed.getKey().topic().equals(incoming))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    /** Deletes the topics, so that a run leaves nothing behind for the next. */
    @Override
    public void close() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            List<String> ours = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(topics.prefix()))
                    .toList();
            admin.deleteTopics(ours).all().get();
        }
    }
}

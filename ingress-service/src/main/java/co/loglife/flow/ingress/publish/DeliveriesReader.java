package co.loglife.flow.ingress.publish;

import co.loglife.flow.ingress.outgoing.MessageStates;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the whole deliveries topic, from a bounded way back, into {@link MessageStates}. No consumer group: every
 * instance answers for every message. One platform thread.
 */
public final class DeliveriesReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveriesReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    /** An event is read so long after it was written, or as soon as there are so many bytes. */
    private static final Duration LATEST = Duration.ofMillis(200);

    private static final int FETCH = 256 << 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(2);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final MessageStates states;
    private final Thread thread;
    private volatile boolean closed;

    private DeliveriesReader(KafkaConsumer<byte[], byte[]> consumer, MessageStates states) {
        this.consumer = consumer;
        this.states = states;
        this.thread = Thread.ofPlatform().name("deliveries").daemon().unstarted(this::follow);
    }

    /**
     * Starts to follow.
     *
     * @param back how many events to read again at the start, over all partitions
     */
    public static DeliveriesReader start(KafkaSettings kafka, TopicLayout topics, int back, MessageStates states) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.consumer(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // Nobody waits for a state: many events are fetched at once rather than each as it comes.
                ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                FETCH,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) LATEST.toMillis(),
                ConsumerConfig.CLIENT_ID_CONFIG,
                "ingress-deliveries")));
        String topic = topics.name(TopicLayout.Kind.DELIVERIES);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        long backEach = back / partitions.size();
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - backEach)));
        DeliveriesReader reader = new DeliveriesReader(consumer, states);
        reader.thread.start();
        return reader;
    }

    private void follow() {
        while (!closed) {
            try {
                consumer.poll(POLL).forEach(record -> add(record.value()));
            } catch (WakeupException | InterruptException e) {
                // The loop's condition says what follows.
            } catch (RuntimeException e) { // whatever it is, what comes after it can be told
                LOG.warn("The deliveries could not be read; trying again", e);
                pause();
            }
        }
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(LONGEST_CLOSE));
    }

    private void add(byte[] value) {
        try {
            states.add(Json.read(value, Delivery.class));
        } catch (UnreadableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("An event of the deliveries topic is passed over");
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        consumer.wakeup();
        thread.join(LONGEST_CLOSE);
    }
}

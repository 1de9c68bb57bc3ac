package co.loglife.flow.ingress.publish;

import static java.util.Map.entry;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.metrics.KafkaMeters;
import co.loglife.flow.runtime.metrics.Latency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The producer. It is safe for any number of threads; {@code publish} is called on a virtual thread, since appending
 * waits (a second and a half at most) when the buffer is full or a topic's leader is not known. The acknowledgement
 * comes on the producer's own thread.
 */
public final class KafkaPublisher implements Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
    private static final Duration LONGEST_APPEND = Duration.ofMillis(1_500);
    private static final Duration LONGEST_DELIVERY = Duration.ofSeconds(4);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(2);
    private static final Duration TELL_EVERY = Duration.ofSeconds(1);
    private static final int BUFFER = 64 << 20;
    private static final int BATCH = 64 << 10;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Timer latency;
    private final Counter failed;
    private final KafkaMeters meters;
    private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - TELL_EVERY.toNanos());

    private KafkaPublisher(KafkaProducer<byte[], byte[]> producer, MeterRegistry metrics) {
        this.producer = producer;
        this.latency = Latency.histogram(
                metrics,
                "ingress.publish",
                "From the first record of a request appended to the last one acknowledged, or to a failure",
                Tags.empty());
        this.failed = Counter.builder("ingress.publish.failures")
                .description("Requests that Kafka did not take, whose callers were told to come again")
                .register(metrics);
        this.meters = new KafkaMeters(metrics);
        var _ = meters.of(producer); // ends with the meters
    }

    /** Connects to a cluster whose topics are there, and asks for their leaders so that no request has to. */
    public static KafkaPublisher start(KafkaSettings kafka, TopicLayout topics, MeterRegistry metrics) {
        KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(kafka.producer(settings()));
        for (String topic : topics.names()) {
            warmUp(producer, topic);
        }
        return new KafkaPublisher(producer, metrics);
    }

    private static void warmUp(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            producer.partitionsFor(topic);
        } catch (TimeoutException e) {
            LOG.atWarn().addKeyValue("topic", topic).log("The leaders of a topic are not known yet");
        }
    }

    private static Map<String, Object> settings() {
        return Map.ofEntries(
                entry(ProducerConfig.ACKS_CONFIG, "all"),
                entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                // A lone record need not wait for company. Those that come while a request is under way travel together
                // in the next: a broker answers a connection's requests one after the other, so that more of them
                // under way would make them smaller and dearer, not faster.
                entry(ProducerConfig.LINGER_MS_CONFIG, 0),
                entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1),
                entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH),
                entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_APPEND.toMillis()),
                entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST_DELIVERY.toMillis()),
                entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LONGEST_REQUEST.toMillis()),
                entry(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER),
                entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicLayout.Kind.WEBHOOKS.maxRecordBytes()),
                entry(ProducerConfig.CLIENT_ID_CONFIG, "ingress"));
    }

    @Override
    public CompletableFuture<Void> publish(List<ProducerRecord<byte[], byte[]>> records) {
        Acknowledgements pending = new Acknowledgements(records.size());
        Timer.Sample sample = Timer.start();
        long giveUp = System.nanoTime() + LONGEST_DELIVERY.toNanos();
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                if (System.nanoTime() > giveUp) { // each append waited a little, and there are a thousand
                    pending.fail(new KafkaException("appending took too long"));
                }
                if (pending.hasFailed()) {
                    break; // the caller will repeat the request: what is not appended by now need not be
                }
                var _ = producer.send(record, pending); // the callback is told
            }
        } catch (KafkaException | IllegalStateException e) { // also: the producer is closed
            pending.fail(e);
        }
        return pending.all().whenComplete((_, failure) -> {
            sample.stop(latency);
            if (failure != null) {
                failed.increment();
                tell(failure);
            }
        });
    }

    /** Once a second: while Kafka is away every request fails, and a log that says so of each would fill the disk. */
    private void tell(Throwable failure) {
        long before = lastTold.get();
        long now = System.nanoTime();
        if (now - before > TELL_EVERY.toNanos() && lastTold.compareAndSet(before, now)) {
            LOG.atWarn()
                    .addKeyValue("reason", failure.getClass().getSimpleName())
                    .log("Kafka does not take records; callers are told to come again");
        }
    }

    @Override
    public void close() {
        meters.close();
        producer.close(LONGEST_DELIVERY);
    }
}

package co.loglife.flow.runtime.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Shows what Kafka's clients measure themselves, as far as {@link MeterRules} wants it. One thread looks for new. */
public final class KafkaMeters implements AutoCloseable {
    /** How often meters that came and went are looked for. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final MeterRegistry registry;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("kafka-meters").factory());

    public KafkaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Meters that are shown until this is closed, which is to be before the client is. */
    @FunctionalInterface
    public interface Shown extends AutoCloseable {
        @Override
        void close();
    }

    /** Shows a producer's. */
    public Shown of(Producer<?, ?> producer) {
        return shown(new KafkaClientMetrics(producer, Tags.empty(), looking, LOOK_EVERY));
    }

    /** Shows a consumer's. */
    public Shown of(Consumer<?, ?> consumer) {
        return shown(new KafkaClientMetrics(consumer, Tags.empty(), looking, LOOK_EVERY));
    }

    private Shown shown(KafkaClientMetrics client) {
        return bound(client)::close;
    }

    /** Shows those of a binder, made with {@link #looking}. */
    public <T extends MeterBinder> T bound(T binder) {
        binder.bindTo(registry);
        return binder;
    }

    /** Where binders look for meters that came and went. */
    public ScheduledExecutorService looking() {
        return looking;
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}

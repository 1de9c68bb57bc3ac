package co.loglife.flow.ingress.publish;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.metrics.DeadLetterCount;
import co.loglife.flow.runtime.metrics.Latency;
import co.loglife.flow.runtime.metrics.Latency.Hop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Takes a request with what it became, and is done when all of it is on its topics. */
public final class Intake {
    private final Records records;
    private final Publisher publisher;
    private final MeterRegistry metrics;
    private final Map<Counted, Counter> counters = new ConcurrentHashMap<>();
    private final DeadLetterCount deadLetters;
    private final Timer stored;
    private final InstantSource clock;
    private final KnownPairs pairs = new KnownPairs();

    public Intake(TopicLayout topics, Publisher publisher, MeterRegistry metrics, InstantSource clock) {
        this.records = new Records(topics);
        this.publisher = publisher;
        this.metrics = metrics;
        this.clock = clock;
        this.deadLetters = new DeadLetterCount(metrics);
        this.stored = Latency.hop(metrics, Hop.WEBHOOK_STORED, Tags.empty());
    }

    private record Counted(String type, String kind) {}

    /**
     * Appends everything of one request.
     *
     * @return fails when even one record is not acknowledged; then the caller must repeat the request
     * @throws RecordTooLarge when no repeat could help
     */
    public CompletableFuture<Void> take(Envelope envelope, List<Normalized> elements) {
        List<Normalized> fresh = pairs.without(elements);
        return publisher.publish(records.of(envelope, fresh)).thenRun(() -> {
            stored.record(Latency.between(envelope.receivedAt().toEpochMilli(), clock.millis()));
            pairs.remember(fresh);
            fresh.forEach(this::count);
        });
    }

    private void count(Normalized element) {
        switch (element) {
            case Normalized.Message(var message) -> count("message", kind(message.content()));
            case Normalized.Report(var delivery) ->
                count("status", delivery.state().word());
            case Normalized.Pair _ -> count("pair", "pair");
            case Normalized.KeptRaw(String what) -> count("raw", what);
            case Normalized.Malformed _ -> {
                count("malformed", "malformed");
                deadLetters.add(ErrorClass.POISON);
            }
        }
    }

    private void count(String type, String kind) {
        counters.computeIfAbsent(
                        new Counted(type, kind),
                        counted -> Counter.builder("ingress.normalized")
                                .description("Elements of requests, by what they became")
                                .tags("type", counted.type, "kind", counted.kind)
                                .register(metrics))
                .increment();
    }

    /** An unknown kind's name is the sender's choice, and there must be no label for each that somebody invents. */
    private static String kind(Content content) {
        return content instanceof Content.Unknown ? "unknown" : content.msgType();
    }
}

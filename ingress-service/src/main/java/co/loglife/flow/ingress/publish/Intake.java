package co.loglife.flow.ingress.publish;

import co.loglife.flow.ingress.normalized.Normalized;
import co.loglife.flow.model.Content;
import co.loglife.flow.model.TopicLayout;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Takes a request with what it became, and is done when all of it is on its topics. */
public final class Intake {
    private final Records records;
    private final Publisher publisher;
    private final MeterRegistry metrics;
    private final KnownPairs pairs = new KnownPairs();

    public Intake(TopicLayout topics, Publisher publisher, MeterRegistry metrics) {
        this.records = new Records(topics);
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * Appends everything of one request.
     *
     * @return fails when even one record is not acknowledged; then the caller must repeat the request
     * @throws RecordTooLarge when no repeat could help
     */
    public CompletableFuture<Void> take(Envelope envelope, List<Normalized> elements) {
        List<Normalized> fresh = pairs.without(elements);
        return publisher.publish(records.of(envelope, fresh)).thenRun(() -> {
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
            case Normalized.Malformed _ -> count("malformed", "malformed");
        }
    }

    private void count(String type, String kind) {
        metrics.counter("ingress.normalized", "type", type, "kind", kind).increment();
    }

    /** An unknown kind's name is the sender's choice, and there must be no label for each that somebody invents. */
    private static String kind(Content content) {
        return content instanceof Content.Unknown ? "unknown" : content.msgType();
    }
}

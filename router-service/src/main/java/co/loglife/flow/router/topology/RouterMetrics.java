package co.loglife.flow.router.topology;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.metrics.DeadLetterCount;
import co.loglife.flow.runtime.metrics.Latency;
import co.loglife.flow.runtime.metrics.Latency.Hop;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the router counts. No label holds anything of a user's. Shared by all stream threads. */
public final class RouterMetrics {
    /** A bot has some dozens of kinds; one that makes them up must not fill the registry. */
    private static final int MOST_KINDS = 200;

    private final MeterRegistry registry;
    private final Map<String, Counter> records = new ConcurrentHashMap<>();
    private final Map<String, Counter> replies = new ConcurrentHashMap<>();
    private final DeadLetterCount deadLetters;
    private final Timer hop;
    private final Timer lateness;

    public RouterMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.deadLetters = new DeadLetterCount(registry);
        this.hop = Latency.hop(registry, Hop.INCOMING_OUTGOING, Tags.empty());
        this.lateness = Latency.histogram(
                registry, "router.timer.lateness", "From the moment a timer was due to its firing", Tags.empty());
    }

    void record(String outcome) {
        records.computeIfAbsent(
                        outcome,
                        word -> Counter.builder("router.records")
                                .description("Records taken from the topics, by what became of them")
                                .tag("outcome", word)
                                .register(registry))
                .increment();
    }

    void reply(OutgoingMessage reply) {
        String kind = replies.size() < MOST_KINDS || replies.containsKey(reply.kind()) ? reply.kind() : "other";
        replies.computeIfAbsent(
                        kind,
                        word -> Counter.builder("router.replies")
                                .description("Replies, by the bot's word for them")
                                .tag("kind", word)
                                .register(registry))
                .increment();
    }

    void deadLetter(ErrorClass errorClass) {
        deadLetters.add(errorClass);
    }

    /** A message's turn is over. */
    void turned(long writtenMillis, long nowMillis) {
        hop.record(Latency.between(writtenMillis, nowMillis));
    }

    void fired(long dueMillis, long nowMillis) {
        lateness.record(Latency.between(dueMillis, nowMillis));
    }
}

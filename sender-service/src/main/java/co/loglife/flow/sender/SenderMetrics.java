package co.loglife.flow.sender;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.runtime.metrics.Latency;
import co.loglife.flow.runtime.metrics.Latency.Hop;
import co.loglife.flow.sender.dispatch.Buffer;
import co.loglife.flow.sender.dispatch.Dispatcher;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Task;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What one way to WhatsApp measures. All meters are made at the start. */
final class SenderMetrics {
    /** How the search for evidence can end. */
    private static final List<String> FOUND = List.of("sent", "not-sent", "reported", "no-evidence");

    private final Map<String, Timer> attempts = new HashMap<>();
    private final Map<String, Counter> settled = new HashMap<>();
    private final Map<ErrorClass, Counter> failures = new EnumMap<>(ErrorClass.class);
    private final Counter ledgerFailures;
    private final Counter repeated;
    private final Timer toAttempt;
    private final Timer toAccepted;
    private final Timer wholeWay;
    private final Timer ofOthers;
    private final MeterRegistry registry;
    private final Tags way;
    private final InstantSource clock;

    SenderMetrics(MeterRegistry registry, ClientType way, InstantSource clock) {
        this.registry = registry;
        this.way = Tags.of("client_type", way.word());
        this.clock = clock;
        for (String outcome : Words.OUTCOMES) {
            attempts.put(
                    outcome,
                    Timer.builder("sender.attempts")
                            .description("Calls made, by what they came to")
                            .tags(this.way.and("outcome", outcome))
                            .register(registry));
        }
        for (String found : FOUND) {
            settled.put(
                    found,
                    counter("sender.settled", "Outcomes not known that were settled, by evidence", "found", found));
        }
        for (ErrorClass errorClass : ErrorClass.values()) {
            failures.put(
                    errorClass,
                    counter("sender.failures", "Calls that were not accepted, by why", "class", errorClass.word()));
        }
        ledgerFailures = Counter.builder("sender.ledger.failures")
                .description("Attempts that were not made because the ledger could not be written")
                .tags(this.way)
                .register(registry);
        repeated = Counter.builder("sender.repeated")
                .description("Messages passed over because their id was sent before")
                .tags(this.way)
                .register(registry);
        toAttempt = Latency.hop(registry, Hop.OUTGOING_ATTEMPT, this.way);
        toAccepted = Latency.hop(registry, Hop.ATTEMPT_ACCEPTED, this.way);
        wholeWay = way("message");
        ofOthers = way("notification");
    }

    private Timer way(String cause) {
        return Latency.histogram(
                registry,
                "way",
                "The whole way: from the webhook's receipt (or the timer, or the request to send) to WhatsApp's acceptance",
                way.and("cause", cause));
    }

    private Counter counter(String name, String description, String label, String value) {
        return Counter.builder(name)
                .description(description)
                .tags(way.and(label, value))
                .register(registry);
    }

    /** Shows what is in memory. */
    void show(Buffer buffer) {
        gauge("sender.buffered", "Messages read and not settled", buffer, Buffer::messages);
        gauge("sender.buffered.bytes", "Size of the messages read and not settled", buffer, Buffer::bytes);
    }

    /** Shows what is under way, and what stands still. */
    void show(Dispatcher dispatcher) {
        gauge("sender.in.flight", "Calls under way", dispatcher, Dispatcher::inFlight);
        gauge("sender.waiting", "Messages that wait for a call under way to end", dispatcher, Dispatcher::waiting);
        for (Outcome.Scope scope : Outcome.Scope.values()) {
            Gauge.builder("sender.stopped", dispatcher, it -> it.stopped(scope))
                    .description("Gates of the scope that are closed: everything behind them waits")
                    .tags(way.and("scope", Words.of(scope)))
                    .register(registry);
        }
    }

    private <T> void gauge(String name, String description, T of, ToDoubleFunction<T> value) {
        Gauge.builder(name, of, value).description(description).tags(way).register(registry);
    }

    void attempted(Task task, int attempt, Outcome outcome, Duration took) {
        made(attempts, Words.of(outcome)).record(took);
        long now = clock.millis();
        if (attempt == 1) {
            toAttempt.record(Latency.between(task.letter().writtenMillis(), now - took.toMillis()));
        }
        if (outcome instanceof Outcome.Accepted) {
            toAccepted.record(took);
            OutgoingMessage message = task.message();
            // The time of what caused it: of a reply, when ingress received the message it answers.
            Duration all = Latency.between(message.createdAt().toEpochMilli(), now);
            (message.inReplyTo() == null ? ofOthers : wholeWay).record(all);
        } else {
            made(failures, Words.errorClass(outcome)).increment();
        }
    }

    void settled(String found) {
        made(settled, found).increment();
    }

    private static <K, M> M made(Map<K, M> meters, K word) {
        M meter = meters.get(word);
        if (meter == null) {
            throw new IllegalArgumentException("no meter was made for " + word);
        }
        return meter;
    }

    void repeated() {
        repeated.increment();
    }

    void notWritten() {
        ledgerFailures.increment();
    }
}

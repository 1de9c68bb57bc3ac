package co.loglife.flow.sender;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.sender.dispatch.Buffer;
import co.loglife.flow.sender.dispatch.Observer;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Task;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What happens on one way to WhatsApp, as metrics and log lines; no text, no token, no whole number in either. */
final class SenderLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(SenderLog.class);

    private final Map<Outcome.Scope, AtomicInteger> stopped = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;
    private final String way;

    SenderLog(MeterRegistry metrics, ClientType way, Buffer buffer) {
        this.metrics = metrics;
        this.way = way.word();
        Gauge.builder("sender.buffered", buffer, Buffer::messages)
                .tag("client_type", this.way)
                .description("messages read and not settled")
                .register(metrics);
        for (Outcome.Scope scope : Outcome.Scope.values()) {
            AtomicInteger state = new AtomicInteger();
            stopped.put(scope, state);
            Gauge.builder("sender.stopped", state, AtomicInteger::get)
                    .tag("client_type", this.way)
                    .tag("scope", word(scope))
                    .description("1 while everything in the scope waits")
                    .register(metrics);
        }
    }

    @Override
    public void attempted(Task task, int attempt, Outcome outcome, Duration took) {
        metrics.timer("sender.attempts", "client_type", way, "outcome", word(outcome))
                .record(took);
        LOG.atDebug()
                .addKeyValue("messageId", task.message().id())
                .addKeyValue("clientType", way)
                .addKeyValue("attempt", attempt)
                .addKeyValue("outcome", word(outcome))
                .addKeyValue("millis", took.toMillis())
                .log("Attempt made");
    }

    @Override
    public void gaveUp(Task task, int attempts, Failure failure) {
        metrics.counter(
                        "sender.dead.letters",
                        "client_type",
                        way,
                        "class",
                        failure.errorClass().word())
                .increment();
        on(LOG.atWarn(), task)
                .addKeyValue("attempts", attempts)
                .addKeyValue("class", failure.errorClass().word())
                .addKeyValue("code", failure.code())
                .log("Message given up");
    }

    @Override
    public void settled(Task task, String found) {
        metrics.counter("sender.settled", "client_type", way, "found", found).increment();
        on(LOG.atInfo(), task).addKeyValue("found", found).log("Unknown outcome settled");
    }

    @Override
    public void stopped(Outcome.Scope scope, Failure failure, Duration pause) {
        state(scope).set(1);
        LOG.atWarn()
                .addKeyValue("clientType", way)
                .addKeyValue("scope", word(scope))
                .addKeyValue("class", failure.errorClass().word())
                .addKeyValue("code", failure.code())
                .addKeyValue("seconds", pause.toSeconds())
                .log("Sending is stopped");
    }

    @Override
    public void resumed(Outcome.Scope scope) {
        state(scope).set(0);
        LOG.atInfo()
                .addKeyValue("clientType", way)
                .addKeyValue("scope", word(scope))
                .log("Sending goes on");
    }

    @Override
    public void notWritten(Task task, Throwable cause) {
        metrics.counter("sender.ledger.failures", "client_type", way).increment();
        on(LOG.atWarn(), task)
                .addKeyValue("error", String.valueOf(cause.getCause()))
                .log("Ledger not written");
    }

    @Override
    public void failed(Task task, RuntimeException e) {
        on(LOG.atError(), task).setCause(e).log("Our own code failed on a message");
    }

    private LoggingEventBuilder on(LoggingEventBuilder line, Task task) {
        return line.addKeyValue("messageId", task.message().id())
                .addKeyValue("user", task.message().user())
                .addKeyValue("clientType", way)
                .addKeyValue("partition", task.letter().partition())
                .addKeyValue("offset", task.letter().offset());
    }

    private AtomicInteger state(Outcome.Scope scope) {
        return stopped.computeIfAbsent(scope, _ -> new AtomicInteger());
    }

    private static String word(Outcome.Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Retry _ -> "retry";
            case Outcome.PairHeld _ -> "pair-held";
            case Outcome.Slower _ -> "slower";
            case Outcome.Stopped _ -> "stopped";
            case Outcome.Rejected _ -> "rejected";
            case Outcome.Unknown _ -> "unknown";
        };
    }
}

package co.loglife.flow.sender;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.sender.dispatch.Observer;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Task;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What happens on one way to WhatsApp, as metrics and log lines; no text, no token, no whole number in either. */
final class SenderLog implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(SenderLog.class);

    private final SenderMetrics metrics;
    private final String way;

    SenderLog(SenderMetrics metrics, ClientType way) {
        this.metrics = metrics;
        this.way = way.word();
    }

    /** The token's file was replaced by one that holds none. */
    static void tokenRefused() {
        LOG.atWarn()
                .addKeyValue("setting", "WHATSAPP_ACCESS_TOKEN_FILE")
                .log(
                        "The file holds no token, which is one line of printable ASCII without blanks; the last one counts");
    }

    @Override
    public void attempted(Task task, int attempt, Outcome outcome, Duration took) {
        metrics.attempted(task, attempt, outcome, took);
        LOG.atDebug()
                .addKeyValue("messageId", task.message().id())
                .addKeyValue("clientType", way)
                .addKeyValue("attempt", attempt)
                .addKeyValue("outcome", Words.of(outcome))
                .addKeyValue("millis", took.toMillis())
                .log("Attempt made");
    }

    @Override
    public void repeated(Task task) {
        metrics.repeated();
        on(LOG.atInfo(), task).log("Message passed over: its id was sent before");
    }

    @Override
    public void gaveUp(Task task, int attempts, Failure failure) {
        on(LOG.atWarn(), task)
                .addKeyValue("attempts", attempts)
                .addKeyValue("class", failure.errorClass().word())
                .addKeyValue("code", failure.code())
                .log("Message given up");
    }

    @Override
    public void settled(Task task, String found) {
        metrics.settled(found);
        on(LOG.atInfo(), task).addKeyValue("found", found).log("Unknown outcome settled");
    }

    @Override
    public void stopped(Outcome.Scope scope, Failure failure, Duration pause) {
        LOG.atWarn()
                .addKeyValue("clientType", way)
                .addKeyValue("scope", Words.of(scope))
                .addKeyValue("class", failure.errorClass().word())
                .addKeyValue("code", failure.code())
                .addKeyValue("seconds", pause.toSeconds())
                .log("Sending is stopped");
    }

    @Override
    public void resumed(Outcome.Scope scope) {
        LOG.atInfo()
                .addKeyValue("clientType", way)
                .addKeyValue("scope", Words.of(scope))
                .log("Sending goes on");
    }

    @Override
    public void notWritten(Task task, Throwable cause) {
        metrics.notWritten();
        on(LOG.atWarn(), task)
                .addKeyValue("error", String.valueOf(cause.getCause()))
                .log("Ledger not written");
    }

    @Override
    public void failed(Task task, Throwable e) {
        on(LOG.atError(), task).setCause(e).log("Our own code failed on a message");
    }

    private LoggingEventBuilder on(LoggingEventBuilder line, Task task) {
        TraceContext trace = task.trace();
        return line.addKeyValue("messageId", task.message().id())
                .addKeyValue("traceId", trace == null ? "none" : trace.traceId())
                .addKeyValue("user", task.message().user())
                .addKeyValue("clientType", way)
                .addKeyValue("partition", task.letter().partition())
                .addKeyValue("offset", task.letter().offset());
    }
}

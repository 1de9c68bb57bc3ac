package co.loglife.flow.router.topology;

import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Identity;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.model.User;
import co.loglife.flow.model.bot.WakeUpAt;
import co.loglife.flow.router.turn.Outcome;
import co.loglife.flow.router.turn.Turns;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.trace.Step;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import co.loglife.flow.runtime.trace.Tracing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a record, asks {@link Turns}, and does what it says. Everything done in one call is in one transaction with the
 * record's offset: seen ids, conversation, replies, timers and dead letters commit together or not at all.
 */
final class TurnProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(TurnProcessor.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final String identitiesTopic;
    private final Turns turns;
    private final RouterMetrics metrics;
    private final Tracing tracing;
    private final TurnWatch watch;
    private @Nullable Partition partition;

    TurnProcessor(TopicLayout topics, Turns turns, Observers observers) {
        this.identitiesTopic = topics.name(TopicLayout.Kind.IDENTITIES);
        this.turns = turns;
        this.metrics = observers.metrics();
        this.tracing = observers.tracing();
        this.watch = observers.watch();
    }

    /** What there is from {@link #init} on. */
    private record Partition(
            ProcessorContext<byte[], byte[]> context,
            KeyValueStore<byte[], byte[]> conversations,
            KeyValueStore<byte[], byte[]> identities,
            Timers timers,
            Sinks sinks) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        KeyValueStore<byte[], byte[]> conversations = context.getStateStore(RouterTopology.CONVERSATIONS);
        KeyValueStore<byte[], byte[]> identities = context.getStateStore(RouterTopology.IDENTITIES);
        KeyValueStore<byte[], byte[]> timers = context.getStateStore(RouterTopology.TIMERS);
        Partition here = new Partition(context, conversations, identities, new Timers(timers), new Sinks(context));
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> fire(here, now));
        partition = here;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Partition here = partition;
        if (here == null) {
            throw new IllegalStateException("not started");
        }
        RecordMetadata at = here.context.recordMetadata().orElseThrow();
        try (Step step =
                tracing.begin(Step.Kind.CONSUMER, "process " + at.topic(), TraceHeaders.of(record.headers()))) {
            tell(step, at);
            take(here, record, at, step);
        }
    }

    private void take(Partition here, Record<byte[], byte[]> record, RecordMetadata at, Step step) {
        try {
            if (at.topic().equals(identitiesTopic)) {
                identity(here, record, at, step);
            } else {
                message(here, record, at, step);
            }
        } catch (UnreadableException e) {
            step.failed("poison");
            Outcome.Trouble poison = new Outcome.Trouble(String.valueOf(e.getMessage()), ErrorClass.POISON);
            here.sinks.deadLetter(record, at, poison);
            told("none", record, at, poison);
            metrics.record("poison");
            metrics.deadLetter(poison.errorClass());
        }
    }

    private void message(Partition here, Record<byte[], byte[]> record, RecordMetadata at, Step step)
            throws UnreadableException {
        IncomingMessage message = Turns.read(record.key(), record.value());
        byte[] owner = isPhone(message.user()) ? null : here.identities.get(record.key());
        if (owner != null && Turns.mayBeCarried(message)) {
            User to = new User(new String(owner, StandardCharsets.UTF_8));
            apply(here, record, at, step, message.id(), message.user(), turns.carried(message, to));
            return;
        }
        byte[] stored = here.conversations.get(record.key());
        Outcome outcome = watch.isRunaway(at)
                ? turns.withoutEnd(stored, message, watch.limit())
                : watch.during(at, () -> turns.on(stored, message, isRedriven(record.headers())));
        apply(here, record, at, step, message.id(), message.user(), outcome);
        metrics.turned(record.timestamp(), here.context.currentSystemTimeMs());
    }

    private void identity(Partition here, Record<byte[], byte[]> record, RecordMetadata at, Step step)
            throws UnreadableException {
        if (record.key() == null) {
            throw new UnreadableException("a pair of ids without a key");
        }
        if (record.value() == null) { // erased: the user is forgotten
            here.identities.delete(record.key());
            return;
        }
        Identity pair = Json.read(record.value(), Identity.class);
        byte[] user = Sinks.key(pair.user());
        if (!Arrays.equals(record.key(), pair.userId().getBytes(StandardCharsets.UTF_8))) {
            throw new UnreadableException("the key is not the id of the pair");
        }
        if (Arrays.equals(user, record.key())) {
            return; // would carry records in a circle
        }
        if (!Arrays.equals(user, here.identities.get(record.key()))) {
            here.identities.put(record.key(), user);
        }
        Outcome outcome = turns.identified(here.conversations.get(record.key()), pair);
        apply(here, record, at, step, "none", new User(pair.userId()), outcome);
    }

    private void apply(
            Partition here,
            Record<byte[], byte[]> record,
            RecordMetadata at,
            Step step,
            String messageId,
            User user,
            Outcome outcome) {
        List<Sinks.Made> made = Sinks.made(outcome);
        if (made.stream().anyMatch(Sinks.Made::isTooLarge)) {
            Outcome.Trouble why =
                    new Outcome.Trouble("what follows from it is larger than its topic takes", ErrorClass.BUG);
            apply(here, record, at, step, messageId, user, Outcome.failed(why));
            return;
        }
        byte[] key = Sinks.key(user);
        switch (outcome.state()) {
            case Outcome.State.Same() -> {}
            case Outcome.State.Now(byte[] bytes) -> here.conversations.put(key, bytes);
            case Outcome.State.Erased() -> here.conversations.delete(key);
        }
        outcome.timersOff().forEach(timer -> here.timers.off(user, timer));
        outcome.timersOn().forEach(timer -> here.timers.on(user, timer));
        here.sinks.write(step.context(), made);
        step.fact("flow.outcome", outcome.what());
        Outcome.Trouble trouble = outcome.trouble();
        if (trouble != null) {
            here.sinks.deadLetter(record, at, trouble);
            metrics.deadLetter(trouble.errorClass());
            told(messageId, record, at, trouble);
        }
        byte[] lost = outcome.lost();
        if (lost != null) {
            here.sinks.lostConversation(record, lost, at);
            metrics.deadLetter(ErrorClass.POISON);
        }
        metrics.record(outcome.what());
        outcome.outgoing().forEach(metrics::reply);
    }

    /** What is due goes to the incoming topic, for the log to have it: the bot hears of it when it comes from there. */
    private void fire(Partition here, long now) {
        for (TimerKey due : here.timers.takeDue(now)) {
            WakeUpAt timer = due.timer();
            byte[] stored = here.conversations.get(Sinks.key(due.user()));
            Turns.fired(stored, due.user(), timer, Instant.ofEpochMilli(now)).ifPresent(wakeUp -> {
                // Nobody's request: it begins a trace of its own.
                try (Step step = tracing.begin(Step.Kind.PRODUCER, "timer", TraceContext.begin())) {
                    here.sinks.write(wakeUp, now, step.context());
                }
                metrics.fired(timer.due().toEpochMilli(), now);
            });
        }
    }

    private static void told(
            String messageId, Record<byte[], byte[]> record, RecordMetadata at, Outcome.Trouble trouble) {
        TraceContext trace = TraceHeaders.of(record.headers());
        LOG.atWarn()
                .addKeyValue("messageId", messageId)
                .addKeyValue("traceId", trace == null ? "none" : trace.traceId())
                .addKeyValue("topic", at.topic())
                .addKeyValue("partition", at.partition())
                .addKeyValue("offset", at.offset())
                .addKeyValue("class", trouble.errorClass().word())
                .addKeyValue("reason", trouble.reason())
                .log("A record goes to the dead letters");
    }

    private void tell(Step step, RecordMetadata at) {
        if (tracing.isOn()) {
            step.fact("messaging.system", "kafka")
                    .fact("messaging.destination.name", at.topic())
                    .fact("messaging.destination.partition.id", String.valueOf(at.partition()))
                    .fact("messaging.kafka.offset", String.valueOf(at.offset()));
        }
    }

    /** A phone number belongs to nobody else; what looks up an owner for each message is only for the other ids. */
    private static boolean isPhone(User user) {
        return user.key().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isRedriven(Headers headers) {
        return DeadLetter.header(headers, "service") != null;
    }
}

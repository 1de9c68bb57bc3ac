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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes a record, asks {@link Turns}, and does what it says. Everything done in one call is in one transaction with the
 * record's offset: seen ids, conversation, replies, timers and dead letters commit together or not at all.
 */
final class TurnProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final String identitiesTopic;
    private final Turns turns;
    private final RouterMetrics metrics;
    private @Nullable Partition partition;

    TurnProcessor(TopicLayout topics, Turns turns, RouterMetrics metrics) {
        this.identitiesTopic = topics.name(TopicLayout.Kind.IDENTITIES);
        this.turns = turns;
        this.metrics = metrics;
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
        try {
            if (at.topic().equals(identitiesTopic)) {
                identity(here, record, at);
            } else {
                message(here, record, at);
            }
        } catch (UnreadableException e) {
            Outcome.Trouble poison = new Outcome.Trouble(String.valueOf(e.getMessage()), ErrorClass.POISON);
            here.sinks.deadLetter(record, at, poison);
            metrics.record("poison");
            metrics.deadLetter(poison.errorClass());
        }
    }

    private void message(Partition here, Record<byte[], byte[]> record, RecordMetadata at) throws UnreadableException {
        IncomingMessage message = Turns.read(record.key(), record.value());
        byte[] owner = isPhone(message.user()) ? null : here.identities.get(record.key());
        if (owner != null && Turns.mayBeCarried(message)) {
            User to = new User(new String(owner, StandardCharsets.UTF_8));
            apply(here, record, at, message.user(), turns.carried(message, to));
            return;
        }
        byte[] stored = here.conversations.get(record.key());
        apply(here, record, at, message.user(), turns.on(stored, message, isRedriven(record.headers())));
        metrics.lag(message, here.context.currentSystemTimeMs());
    }

    private void identity(Partition here, Record<byte[], byte[]> record, RecordMetadata at) throws UnreadableException {
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
        apply(here, record, at, new User(pair.userId()), outcome);
    }

    private void apply(Partition here, Record<byte[], byte[]> record, RecordMetadata at, User user, Outcome outcome) {
        byte[] key = Sinks.key(user);
        switch (outcome.state()) {
            case Outcome.State.Same() -> {}
            case Outcome.State.Now(byte[] bytes) -> here.conversations.put(key, bytes);
            case Outcome.State.Erased() -> here.conversations.delete(key);
        }
        outcome.timersOff().forEach(timer -> here.timers.off(user, timer));
        outcome.timersOn().forEach(timer -> here.timers.on(user, timer));
        here.sinks.write(record, outcome);
        Outcome.Trouble trouble = outcome.trouble();
        if (trouble != null) {
            here.sinks.deadLetter(record, at, trouble);
            metrics.deadLetter(trouble.errorClass());
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
                here.sinks.write(wakeUp, now);
                metrics.fired(Duration.between(timer.due(), Instant.ofEpochMilli(now)));
            });
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

package co.loglife.flow.sender.kafka;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.Delivery.State;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.metrics.DeadLetterCount;
import co.loglife.flow.runtime.metrics.KafkaMeters;
import co.loglife.flow.runtime.trace.TraceHeaders;
import co.loglife.flow.sender.dispatch.Journal;
import co.loglife.flow.sender.dispatch.Letter;
import co.loglife.flow.sender.dispatch.Task;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger: every attempt and outcome on the deliveries topic, in the partition of the same number as the message's.
 * What cannot be written at once is written later, as long as the process runs.
 */
public final class DeliveryLog implements Journal, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_NOTES = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String outgoing;
    private final String deliveries;
    private final String deadLetters;
    private final InstantSource clock;
    private final DeadLetterCount deadLettered;
    private final KafkaMeters.Shown shown;
    private final Map<Long, CompletableFuture<Void>> unwritten = new ConcurrentHashMap<>();
    private final AtomicLong notes = new AtomicLong();
    private volatile boolean closed;

    public DeliveryLog(
            KafkaSettings kafka,
            TopicLayout topics,
            InstantSource clock,
            KafkaMeters meters,
            DeadLetterCount deadLettered) {
        this.deadLettered = deadLettered;
        this.outgoing = topics.name(TopicLayout.Kind.OUTGOING);
        this.deliveries = topics.name(TopicLayout.Kind.DELIVERIES);
        this.deadLetters = topics.name(TopicLayout.Kind.DEAD_LETTERS);
        this.clock = clock;
        this.producer = new KafkaProducer<>(kafka.producer(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                topics.prefix() + "sender",
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                30_000,
                // A dead letter is as large as its source, and its headers.
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                TopicLayout.Kind.DEAD_LETTERS.maxRecordBytes())));
        this.shown = meters.of(producer);
    }

    @Override
    public long attempting(Task task, int attempt) throws InterruptedException, NotWrittenException {
        try {
            return producer.send(note(task, State.ATTEMPTING, attempt, null, null))
                    .get()
                    .offset();
        } catch (ExecutionException | RuntimeException e) { // the producer throws both kinds
            throw new NotWrittenException(e);
        }
    }

    @Override
    public void retrying(Task task, int attempt, Failure failure) {
        write(note(task, State.RETRYING, attempt, null, failure), () -> {});
    }

    @Override
    public void accepted(Task task, int attempt, @Nullable String providerId, Runnable written) {
        write(note(task, State.ACCEPTED, attempt, providerId, null), written);
    }

    @Override
    public void gaveUp(Task task, int attempts, Failure failure, Runnable written) {
        deadLettered.add(failure.errorClass());
        // The dead letter first: a crash between the two repeats it, but never loses it.
        write(
                deadLetter(task.letter(), failure.title(), failure.errorClass(), attempts),
                () -> write(note(task, State.DEAD_LETTERED, attempts, null, failure), written));
    }

    /** Puts a record that is no message among the dead letters. */
    void unreadable(Letter letter, String why, Runnable written) {
        deadLettered.add(ErrorClass.POISON);
        write(deadLetter(letter, why, ErrorClass.POISON, 0), written);
    }

    /** Waits, within a bound, until what was noted so far is written. */
    void flush() throws InterruptedException {
        Thread flushing = Thread.ofVirtual().name("flush").start(producer::flush);
        flushing.join(LAST_NOTES);
        flushing.interrupt();
    }

    /**
     * Waits until everything noted so far is written, however long the broker is away: who reads the ledger before that
     * would take for unknown what this process knows.
     */
    void awaitWritten() throws InterruptedException {
        try {
            CompletableFuture.allOf(unwritten.values().toArray(CompletableFuture[]::new))
                    .get();
        } catch (ExecutionException e) { // they are completed, never failed
            throw new IllegalStateException(e);
        }
    }

    private void write(ProducerRecord<byte[], byte[]> record, Runnable written) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        long note = notes.incrementAndGet();
        unwritten.put(note, done);
        attempt(record, () -> {
            unwritten.remove(note);
            done.complete(null);
            written.run();
        });
    }

    private void attempt(ProducerRecord<byte[], byte[]> note, Runnable written) {
        try {
            var _ = producer.send(note, (_, e) -> {
                if (e == null) {
                    written.run();
                } else {
                    writeLater(note, written, e);
                }
            });
        } catch (RuntimeException e) { // no metadata, or no room: the broker is away
            writeLater(note, written, e);
        }
    }

    private void writeLater(ProducerRecord<byte[], byte[]> note, Runnable written, Exception e) {
        if (closed) {
            return; // the next start finds the attempt without outcome and settles it
        }
        LOG.atWarn()
                .addKeyValue("topic", note.topic())
                .addKeyValue("partition", note.partition())
                .addKeyValue("error", e.getClass().getSimpleName())
                .log("A note could not be written and is tried again");
        ProducerRecord<byte[], byte[]> next =
                e instanceof RecordTooLargeException && note.topic().equals(deadLetters)
                        ? ShorterLetter.of(note)
                        : note;
        Thread.ofVirtual().name("note-again").start(() -> {
            try {
                Thread.sleep(AGAIN);
                attempt(next, written);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private ProducerRecord<byte[], byte[]> note(
            Task task, State state, int attempt, @Nullable String providerId, @Nullable Failure failure) {
        OutgoingMessage message = task.message();
        Delivery delivery = new Delivery(
                message.id(),
                state,
                providerId,
                attempt,
                clock.instant(),
                failure,
                message.clientType(),
                message.line(),
                message.user(),
                null);
        Headers headers = TraceHeaders.with(task.trace());
        LedgerHeaders.put(headers, task.letter().offset(), task.failures());
        return new ProducerRecord<>(
                deliveries,
                task.letter().partition(),
                message.user().key().getBytes(StandardCharsets.UTF_8),
                Json.write(delivery),
                headers);
    }

    private ProducerRecord<byte[], byte[]> deadLetter(Letter letter, String why, ErrorClass errorClass, int tries) {
        Headers source = new RecordHeaders();
        letter.headers().forEach(header -> source.add(header.key(), header.value()));
        Headers headers = new DeadLetter(
                        why,
                        errorClass,
                        "sender",
                        outgoing,
                        letter.partition(),
                        letter.offset(),
                        tries,
                        clock.instant())
                .on(source);
        return new ProducerRecord<>(deadLetters, letter.partition(), letter.key(), letter.value(), headers);
    }

    @Override
    public void close() {
        closed = true;
        shown.close();
        producer.close(LAST_NOTES);
    }
}

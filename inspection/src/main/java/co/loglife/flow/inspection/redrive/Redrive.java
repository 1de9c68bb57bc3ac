package co.loglife.flow.inspection.redrive;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.Entries;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.log.Span;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters back to their topics, or gives them up for good. A letter's copy and the mark that it was sent are
 * in one transaction, so that a crash at any moment neither loses nor doubles one; and there is one transactional id
 * for an installation, so that of two who do it at once the first is stopped before the second looks at the marks.
 *
 * <p>For one thread.
 */
public final class Redrive implements AutoCloseable {
    /** What every header on a letter's copy begins with. */
    public static final String PREFIX = "redrive.";

    /** Letters in one transaction: while it is open, readers of those topics wait. */
    private static final int BATCH = 500;

    private static final long BATCH_BYTES = 16 << 20;

    /** After so long the broker ends the transaction of a process that was killed. */
    private static final int LONGEST_TRANSACTION_MS = 15_000;

    private final Cluster cluster;
    private final InstantSource clock;
    private final LogReader reader;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    private Redrive(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.reader = LogReader.open(cluster);
    }

    /** Connects; nothing is changed before {@link #begin}. */
    public static Redrive open(Cluster cluster, InstantSource clock) {
        return new Redrive(cluster, clock);
    }

    /** What is on the dead-letters topic now. */
    public Book read(Progress progress) {
        Book book = new Book();
        reader.read(
                reader.spans(reader.partitions(Kind.DEAD_LETTERS), null, null),
                progress,
                record -> add(book, record),
                () -> false);
        return book;
    }

    private void add(Book book, ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(Mark.HEADER) != null && record.value() != null) {
            try {
                book.add(record.partition(), Mark.read(record.value()));
            } catch (UnreadableException e) {
                // Better to stop than to send twice what a mark might have been about.
                throw new InspectionException("a mark at dead-letters[" + record.partition() + "]@" + record.offset()
                        + " cannot be read: " + e.getMessage());
            }
            return;
        }
        DeadLetter.of(record.headers())
                .ifPresent(why -> book.add(new Letter(
                        new Letter.Position(record.partition(), record.offset()),
                        why,
                        record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8),
                        Math.max(0, record.serializedValueSize()),
                        back(why))));
    }

    private Optional<Kind> back(DeadLetter why) {
        return why.offset() < 0
                ? Optional.empty()
                : Entries.kind(cluster.topics(), why.topic())
                        .filter(kind -> kind == Kind.INCOMING || kind == Kind.OUTGOING || kind == Kind.IDENTITIES);
    }

    /** Stops whoever else is at it and ends what a killed one left open; to be called before {@link #read}. */
    public void begin() {
        KafkaProducer<byte[], byte[]> opened = new KafkaProducer<>(cluster.kafka()
                .producer(Map.of(
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        cluster.topics().prefix() + "redrive",
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "flow-redrive",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        LONGEST_TRANSACTION_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        20_000,
                        // A dead letter holds the largest record of any topic, and its headers.
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        9 << 20)));
        producer = opened;
        opened.initTransactions();
    }

    /**
     * Sends letters back, in the order given.
     *
     * @param letters open ones, as {@link Book#letters} gave them after {@link #begin}
     * @return how many records were sent; a record that was given up twice goes once
     * @throws InspectionException when another one has begun meanwhile: what was sent by then is marked
     */
    public int send(List<Letter> letters, Progress progress) {
        Map<Letter.Source, List<Letter>> bySource = new HashMap<>();
        letters.forEach(letter -> bySource.computeIfAbsent(letter.source(), _ -> new ArrayList<>())
                .add(letter));
        List<Letter> going = Book.once(letters);
        int sent = 0;
        while (sent < going.size()) {
            List<Letter> batch = batch(going.subList(sent, going.size()));
            Map<Letter.Position, ConsumerRecord<byte[], byte[]>> records = records(batch);
            List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>();
            List<Letter> marked = new ArrayList<>();
            for (Letter letter : batch) {
                ConsumerRecord<byte[], byte[]> record = records.get(letter.at());
                if (record == null) {
                    throw new InspectionException("dead letter " + letter.at().text() + " is no longer there");
                }
                all.add(copy(letter, record));
                marked.addAll(bySource.getOrDefault(letter.source(), List.of()));
            }
            all.addAll(marks(marked, null));
            transact(all);
            sent += batch.size();
            progress.read(sent, going.size());
        }
        return sent;
    }

    /** Gives letters up for good. */
    public int drop(List<Letter> letters, String reason, Progress progress) {
        for (int done = 0; done < letters.size(); done += BATCH) {
            List<Letter> batch = letters.subList(done, Math.min(letters.size(), done + BATCH));
            transact(marks(batch, reason));
            progress.read(done + batch.size(), letters.size());
        }
        return letters.size();
    }

    private static List<Letter> batch(List<Letter> left) {
        long bytes = 0;
        int count = 0;
        while (count < left.size()
                && count < BATCH
                && (count == 0 || bytes + left.get(count).bytes() <= BATCH_BYTES)) {
            bytes += left.get(count).bytes();
            count++;
        }
        return left.subList(0, count);
    }

    private Map<Letter.Position, ConsumerRecord<byte[], byte[]>> records(List<Letter> batch) {
        String topic = cluster.topics().name(Kind.DEAD_LETTERS);
        Map<Letter.Position, ConsumerRecord<byte[], byte[]>> records = new HashMap<>();
        Map<TopicPartition, Span> spans = new HashMap<>();
        for (Letter letter : batch) {
            long offset = letter.at().offset();
            spans.merge(
                    new TopicPartition(topic, letter.at().partition()),
                    new Span(offset, offset + 1),
                    (one, other) -> new Span(Math.min(one.from(), other.from()), Math.max(one.to(), other.to())));
        }
        Set<Letter.Position> wanted = new HashSet<>();
        batch.forEach(letter -> wanted.add(letter.at()));
        reader.read(
                spans,
                Progress.NONE,
                record -> {
                    Letter.Position at = new Letter.Position(record.partition(), record.offset());
                    if (wanted.contains(at)) {
                        records.put(at, record);
                    }
                },
                () -> records.size() == wanted.size());
        return records;
    }

    /** The letter as it was, with headers that say what it is; only what an earlier re-drive said is left out. */
    private ProducerRecord<byte[], byte[]> copy(Letter letter, ConsumerRecord<byte[], byte[]> record) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        headers.add(PREFIX + "from", letter.at().text().getBytes(StandardCharsets.UTF_8));
        headers.add(PREFIX + "at", clock.instant().toString().getBytes(StandardCharsets.UTF_8));
        Kind back = letter.back()
                .orElseThrow(() ->
                        new InspectionException("dead letter " + letter.at().text() + " has no topic to go back to"));
        int partitions = reader.partitions(back).size();
        int from = letter.why().partition();
        Integer partition = from >= 0 && from < partitions ? from : null;
        return new ProducerRecord<>(cluster.topics().name(back), partition, record.key(), record.value(), headers);
    }

    private List<ProducerRecord<byte[], byte[]>> marks(List<Letter> letters, @Nullable String dropped) {
        Map<Integer, List<Long>> offsets = new TreeMap<>();
        letters.forEach(letter -> offsets.computeIfAbsent(letter.at().partition(), _ -> new ArrayList<>())
                .add(letter.at().offset()));
        List<ProducerRecord<byte[], byte[]>> marks = new ArrayList<>();
        offsets.forEach((partition, those) -> marks.add(new ProducerRecord<>(
                cluster.topics().name(Kind.DEAD_LETTERS),
                partition,
                (byte[]) null, // two constructors take a null here
                Mark.of(those, dropped, clock.instant()).json(),
                new RecordHeaders().add(Mark.HEADER, "1".getBytes(StandardCharsets.UTF_8)))));
        return marks;
    }

    private void transact(List<ProducerRecord<byte[], byte[]>> records) {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            throw new IllegalStateException("not begun");
        }
        try {
            open.beginTransaction();
            records.forEach(record -> {
                var _ = open.send(record); // the commit fails if one of them does
            });
            open.commitTransaction();
        } catch (ProducerFencedException e) {
            throw new InspectionException("another re-drive has begun; this one stopped, and what it sent is marked");
        } catch (KafkaException e) {
            // Not aborted here: it may be that the commit arrived. The next re-drive ends it and reads what holds.
            throw new InspectionException("the broker did not take a portion ("
                    + e.getClass().getSimpleName() + "); what was sent is marked, run it again for the rest");
        }
    }

    @Override
    public void close() {
        reader.close();
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}

package co.loglife.flow.sender.kafka;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.UnreadableException;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.sender.dispatch.Assignment;
import co.loglife.flow.sender.dispatch.Ledger;
import co.loglife.flow.sender.dispatch.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the ledger says of records that were there before us: for each partition from the place that was committed
 * with the offset, or, where there is none, from a little before the time of the first record that is not settled.
 */
final class LedgerReader {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);

    /** Clocks of producers may differ by this. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    /** A message has about so many: attempting, accepted, sent, delivered, read. */
    private static final int EVENTS_OF_A_MESSAGE = 5;

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaSettings kafka;
    private final String group;
    private final String outgoing;
    private final String deliveries;
    private final ClientType way;
    private final int remembered;

    /**
     * Reads for one way to WhatsApp.
     *
     * @param group whose commits count
     * @param remembered of each partition, the ids of so many messages taken
     */
    LedgerReader(
            KafkaSettings kafka, String group, String outgoing, String deliveries, ClientType way, int remembered) {
        this.kafka = kafka;
        this.group = group;
        this.outgoing = outgoing;
        this.deliveries = deliveries;
        this.way = way;
        this.remembered = remembered;
    }

    /**
     * How a partition is taken up.
     *
     * @param position of the first record that is not known to be settled
     * @param read what the ledger says of it and later ones
     */
    record Start(long position, Assignment.Read read) {}

    /** Reads the ledgers of some partitions. */
    Map<Integer, Start> read(Collection<Integer> partitions) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            Map<TopicPartition, Long> from = places(consumer, partitions, positions);
            consumer.assign(from.keySet()); // asked about others, the client warns
            Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
            Map<Integer, Pages> pages = read(consumer, from, ends);
            return partitions.stream()
                    .collect(Collectors.toMap(
                            p -> p,
                            p -> new Start(
                                    at(positions, outgoing(p)),
                                    new Assignment.Read(
                                            pages(pages, p).ledger(),
                                            pages(pages, p).taken(),
                                            Math.min(at(from, deliveries(p)), at(ends, deliveries(p))),
                                            at(ends, deliveries(p))))));
        }
    }

    /** Where to begin in each partition of the ledger; fills in where the outgoing ones are. */
    private Map<TopicPartition, Long> places(
            KafkaConsumer<byte[], byte[]> consumer,
            Collection<Integer> partitions,
            Map<TopicPartition, Long> positions) {
        Set<TopicPartition> all = partitions.stream().map(this::outgoing).collect(Collectors.toSet());
        consumer.assign(all);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        Map<TopicPartition, Long> from = new HashMap<>();
        Set<TopicPartition> byTime = new HashSet<>();
        for (TopicPartition partition : all) {
            OffsetAndMetadata offset = committed.get(partition);
            long position = Math.max(at(beginnings, partition), offset == null ? 0 : offset.offset());
            positions.put(partition, position);
            OptionalLong known = offset == null ? OptionalLong.empty() : Committed.ledgerFrom(offset);
            if (known.isPresent()) {
                from.put(deliveries(partition.partition()), known.getAsLong());
            } else if (position < at(ends, partition)) {
                byTime.add(partition);
            } else {
                from.put(deliveries(partition.partition()), Long.MAX_VALUE); // nothing is waiting
            }
        }
        from.putAll(byTime(consumer, byTime, positions));
        return from;
    }

    private Map<TopicPartition, Long> byTime(
            KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> waiting, Map<TopicPartition, Long> positions) {
        if (waiting.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        consumer.assign(waiting);
        waiting.forEach(partition -> consumer.seek(partition, at(positions, partition)));
        while (times.size() < waiting.size()) {
            for (ConsumerRecord<byte[], byte[]> first : consumer.poll(POLL)) {
                long time = Instant.ofEpochMilli(first.timestamp()).minus(SLACK).toEpochMilli();
                times.putIfAbsent(deliveries(first.partition()), Math.max(0, time));
            }
            // What is left may be markers of transactions only: then there is no record to ask about.
            consumer.assignment().stream()
                    .filter(partition -> !times.containsKey(deliveries(partition.partition())))
                    .filter(partition -> consumer.currentLag(partition).orElse(1) == 0)
                    .forEach(partition -> times.put(deliveries(partition.partition()), 0L));
        }
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> from = new HashMap<>();
        times.keySet().forEach(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            from.put(partition, first == null ? Long.MAX_VALUE : first.offset());
        });
        return from;
    }

    /** What is made of one partition. */
    private record Pages(Ledger ledger, Taken taken) {}

    /** Reads what the ledgers say of records not settled, and before it, enough for the ids taken last. */
    private Map<Integer, Pages> read(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(from.keySet());
        Map<Integer, Pages> pages = new HashMap<>();
        Map<TopicPartition, Long> begin = new HashMap<>();
        from.forEach((partition, ledgerFrom) -> {
            pages.put(partition.partition(), new Pages(new Ledger(), new Taken(remembered)));
            long idsFrom = at(ends, partition) - (long) remembered * EVENTS_OF_A_MESSAGE;
            long first = Math.max(at(beginnings, partition), Math.min(ledgerFrom, idsFrom));
            if (first < at(ends, partition)) {
                begin.put(partition, first);
            }
        });
        consumer.assign(begin.keySet());
        begin.forEach(consumer::seek);
        while (begin.keySet().stream().anyMatch(partition -> consumer.position(partition) < at(ends, partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                boolean isOfLedger = record.offset() >= at(from, deliveries(record.partition()));
                note(pages(pages, record.partition()), record, isOfLedger);
            }
        }
        return pages;
    }

    private void note(Pages pages, ConsumerRecord<byte[], byte[]> record, boolean isOfLedger) {
        try {
            Delivery event = Json.read(record.value(), Delivery.class);
            if (isOfLedger) {
                pages.ledger().saw(event, LedgerHeaders.note(record.headers()), record.offset());
            }
            if (event.clientType() == way) {
                pages.taken().saw(event);
            }
        } catch (UnreadableException e) {
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("why", e.getMessage())
                    .log("A delivery cannot be read and is passed over");
        }
    }

    private static Pages pages(Map<Integer, Pages> pages, int partition) {
        Pages found = pages.get(partition);
        if (found == null) {
            throw new IllegalStateException("the ledger of partition " + partition + " was not read");
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka.consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group, // to see what is committed, never to join
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                // The ledger is not written in transactions, and of the outgoing records only a time is wanted.
                "read_uncommitted")));
    }

    private TopicPartition outgoing(int partition) {
        return new TopicPartition(outgoing, partition);
    }

    private TopicPartition deliveries(int partition) {
        return new TopicPartition(deliveries, partition);
    }

    private static long at(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        Long offset = offsets.get(partition);
        if (offset == null) {
            throw new IllegalStateException("no offset of " + partition);
        }
        return offset;
    }
}

package co.loglife.flow.runtime.metrics;

import co.loglife.flow.runtime.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a consumer group is behind on a topic: records not done, and the age of the oldest. It goes by what the group
 * has committed, which is what is done, not by what its members have fetched; so it holds for the whole group and looks
 * the same from each instance. One platform thread, which looks every ten seconds.
 */
public final class GroupLag implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupLag.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final String group;
    private final String topic;
    private final Thread thread;
    private volatile double records = Double.NaN;
    private volatile double oldestSeconds = Double.NaN;

    private GroupLag(KafkaSettings kafka, String group, String topic) {
        this.kafka = kafka;
        this.group = group;
        this.topic = topic;
        this.thread = Thread.ofPlatform().daemon().name("lag-" + group).unstarted(this::run);
    }

    /** Begins to watch; until the first look, and while Kafka cannot be asked, the gauges are no number. */
    public static GroupLag watch(KafkaSettings kafka, String group, String topic, MeterRegistry registry) {
        GroupLag lag = new GroupLag(kafka, group, topic);
        Gauge.builder("group.lag", lag, it -> it.records)
                .description("Records of a topic that a consumer group has not done")
                .tag("group", group)
                .tag("topic", topic)
                .baseUnit("records")
                .register(registry);
        Gauge.builder("group.oldest", lag, it -> it.oldestSeconds)
                .description("Age of the oldest record that a consumer group has not done; 0 when all are done")
                .tag("group", group)
                .tag("topic", topic)
                .baseUnit("seconds")
                .register(registry);
        lag.thread.start();
        return lag;
    }

    /** What a look found. */
    private record Found(long records, double oldestSeconds) {}

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                watch();
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks until something fails; then the clients are made anew. */
    private void watch() throws InterruptedException {
        try (Admin admin = Admin.create(kafka.admin(Map.of()));
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(kafka.consumer(settings()))) {
            while (true) {
                Found found = look(admin, consumer);
                records = found.records;
                oldestSeconds = found.oldestSeconds;
                TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
            }
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.toString());
            }
            records = Double.NaN;
            oldestSeconds = Double.NaN;
            LOG.atDebug()
                    .addKeyValue("group", group)
                    .addKeyValue("topic", topic)
                    .addKeyValue("error", e.toString())
                    .log("The lag of a group is not known; asked again");
        }
    }

    private Found look(Admin admin, KafkaConsumer<byte[], byte[]> consumer)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> behind = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            OffsetAndMetadata done = committed.get(partition);
            long from = done == null ? begin : Math.max(begin, done.offset());
            if (from < ends.getOrDefault(partition, 0L)) {
                behind.put(partition, from);
            }
        }
        return firstOf(behind, ends, consumer);
    }

    /** The first record of each partition. Where there is none the rest is markers of transactions, and all is done. */
    private static Found firstOf(
            Map<TopicPartition, Long> behind, Map<TopicPartition, Long> ends, KafkaConsumer<byte[], byte[]> consumer) {
        consumer.assign(behind.keySet());
        behind.forEach(consumer::seek);
        Map<TopicPartition, ConsumerRecord<byte[], byte[]>> first = new HashMap<>();
        long giveUp = System.nanoTime() + LONGEST.toNanos();
        Set<TopicPartition> missing = behind.keySet();
        while (!missing.isEmpty() && System.nanoTime() < giveUp) {
            consumer.poll(POLL).forEach(record -> first.putIfAbsent(partition(record), record));
            consumer.pause(first.keySet());
            missing = behind.keySet().stream()
                    .filter(partition -> !first.containsKey(partition))
                    .filter(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))
                    .collect(Collectors.toSet());
        }
        long records = first.values().stream()
                .mapToLong(record -> ends.getOrDefault(partition(record), 0L) - record.offset())
                .sum();
        // As old as it was when looked at: by the next look it may be done.
        double oldest = first.values().stream()
                .mapToDouble(record -> Math.max(0, System.currentTimeMillis() - record.timestamp()) / 1_000.0)
                .max()
                .orElse(0);
        return new Found(records, oldest);
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    private static Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest", // what was committed may have been deleted since
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1, // the broker gives one batch all the same
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) LONGEST.toMillis());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}

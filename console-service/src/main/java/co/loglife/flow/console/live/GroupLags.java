package co.loglife.flow.console.live;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.model.TopicLayout;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * What the groups of the router and the sender have not read yet. The end of a transaction takes an offset and is no
 * record, so that the difference of two offsets alone would never come to rest at 0: the first unread record of each
 * partition is looked at, which also tells its age. For one thread.
 */
public final class GroupLags implements Supplier<List<Stats.GroupLag>>, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(800);

    private final Cluster cluster;
    private final InstantSource clock;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Group> groups = new HashMap<>();

    /** A group of ours and the topic it reads. */
    private record Group(String service, String topic) {}

    private GroupLags(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        TopicLayout topics = cluster.topics();
        groups.put(topics.prefix() + "router", new Group("router", topics.name(TopicLayout.Kind.INCOMING)));
        groups.put(topics.prefix() + "sender", new Group("sender", topics.name(TopicLayout.Kind.OUTGOING)));
        groups.put(topics.prefix() + "sender-web", new Group("sender", topics.name(TopicLayout.Kind.OUTGOING)));
        int patience = (int) PATIENCE.toMillis();
        admin = Admin.create(
                cluster.kafka().admin(Map.of("default.api.timeout.ms", patience, "request.timeout.ms", patience)));
        consumer = new KafkaConsumer<>(cluster.kafka()
                .consumer(Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        // One batch of each partition tells enough.
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        1,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        patience)));
    }

    /** Connects. */
    public static GroupLags of(Cluster cluster) {
        return new GroupLags(cluster, InstantSource.system());
    }

    /**
     * Looks.
     *
     * @throws KafkaException when Kafka does not answer
     */
    @Override
    public List<Stats.GroupLag> get() {
        Map<String, Map<TopicPartition, Long>> committed = committed();
        Set<TopicPartition> partitions = committed.values().stream()
                .flatMap(offsets -> offsets.keySet().stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = ends(partitions);
        List<Stats.GroupLag> lags = new ArrayList<>();
        committed.forEach((group, offsets) -> lags.add(lag(group, offsets, ends)));
        return lags;
    }

    private Stats.GroupLag lag(String group, Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (ends.getOrDefault(partition, 0L) > offset) {
                behind.put(partition, offset);
            }
        });
        Map<TopicPartition, Long> firsts = firstUnread(behind, ends);
        long lag = firsts.keySet().stream()
                .mapToLong(partition -> ends.getOrDefault(partition, 0L) - behind.getOrDefault(partition, 0L))
                .sum();
        long oldest = firsts.values().stream()
                .mapToLong(timestamp -> Math.max(0, clock.millis() - timestamp))
                .max()
                .orElse(0);
        Group known = groups.getOrDefault(group, new Group(group, ""));
        return new Stats.GroupLag(group, known.service(), lag, oldest);
    }

    /** The timestamp of the first record not read yet, of the partitions that have one. */
    private Map<TopicPartition, Long> firstUnread(Map<TopicPartition, Long> behind, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> firsts = new HashMap<>();
        if (behind.isEmpty()) {
            return firsts;
        }
        Set<TopicPartition> open = new HashSet<>(behind.keySet());
        consumer.assign(open);
        behind.forEach(consumer::seek);
        long giveUp = System.nanoTime() + LOOK.toNanos();
        while (!open.isEmpty() && System.nanoTime() < giveUp) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                firsts.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.timestamp());
            }
            open.removeIf(partition ->
                    firsts.containsKey(partition) || consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        }
        // Not seen in time, but there may be one: rather too much lag than too little.
        open.forEach(partition -> firsts.put(partition, clock.millis()));
        return firsts;
    }

    private Map<String, Map<TopicPartition, Long>> committed() {
        Map<String, Map<TopicPartition, Long>> found = new HashMap<>();
        groups.forEach((id, group) -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            committed(id).forEach((partition, offset) -> {
                if (offset != null && partition.topic().equals(group.topic())) { // null: nothing was committed there
                    offsets.put(partition, offset.offset());
                }
            });
            if (!offsets.isEmpty()) {
                found.put(id, offsets);
            }
        });
        return found;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            return admin.listConsumerGroupOffsets(Map.of(group, new ListConsumerGroupOffsetsSpec()))
                    .partitionsToOffsetAndMetadata(group)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of(); // that service has never run
            }
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
        // Asked even of no partition at all, so that silence is noticed where no group has read anything yet.
        Set<TopicPartition> asked = partitions.isEmpty()
                ? Set.of(new TopicPartition(cluster.topics().name(TopicLayout.Kind.INCOMING), 0))
                : partitions;
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        asked.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
        consumer.close();
    }
}

package co.loglife.flow.inspection.lag;

import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.log.Span;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.KafkaUnreachableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the cluster how far the router and the sender's two ways are. For one thread. */
public final class Lags implements AutoCloseable {
    /** Within so many offsets of the committed one there is a record, or none but ends of transactions. */
    private static final long NEAR = 1_000;

    private final Cluster cluster;
    private final Admin admin;
    private final LogReader reader;

    private Lags(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
        this.reader = LogReader.open(cluster);
    }

    /** Connects. */
    public static Lags open(Cluster cluster) {
        return new Lags(cluster);
    }

    /** The groups of an installation and the topics they read. */
    private Map<String, List<Kind>> groups() {
        String prefix = cluster.topics().prefix();
        Map<String, List<Kind>> groups = new LinkedHashMap<>();
        groups.put(prefix + "router", List.of(Kind.INCOMING, Kind.IDENTITIES));
        groups.put(prefix + "sender", List.of(Kind.OUTGOING));
        groups.put(prefix + "sender-web", List.of(Kind.OUTGOING));
        return groups;
    }

    /**
     * All groups as they are now.
     *
     * @throws KafkaUnreachableException when the cluster does not answer
     */
    public List<GroupLag> now() throws InterruptedException {
        List<GroupLag> lags = new ArrayList<>();
        for (Map.Entry<String, List<Kind>> group : groups().entrySet()) {
            List<TopicPartition> partitions = group.getValue().stream()
                    .flatMap(kind -> reader.partitions(kind).stream())
                    .toList();
            lags.add(lag(group.getKey(), partitions));
        }
        return lags;
    }

    private GroupLag lag(String group, List<TopicPartition> partitions) throws InterruptedException {
        // Committed first: read after the ends, a group that works meanwhile would be ahead of them.
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Map<TopicPartition, Span> kept = reader.spans(partitions, null, null);
        Map<TopicPartition, Span> unread = new HashMap<>();
        kept.forEach((partition, span) -> {
            OffsetAndMetadata done = committed.get(partition);
            unread.put(partition, new Span(Math.max(span.from(), done == null ? 0 : done.offset()), span.to()));
        });
        Map<TopicPartition, Instant> oldest = oldest(unread);
        return new GroupLag(
                group,
                members(group),
                partitions.stream()
                        .map(partition -> {
                            Span left = unread.getOrDefault(partition, new Span(0, 0));
                            OffsetAndMetadata done = committed.get(partition);
                            Optional<Instant> first = Optional.ofNullable(oldest.get(partition));
                            return new GroupLag.Partition(
                                    partition.topic(),
                                    partition.partition(),
                                    done == null ? OptionalLong.empty() : OptionalLong.of(done.offset()),
                                    left.to(),
                                    first.isEmpty() && left.size() < NEAR ? 0 : left.size(),
                                    first);
                        })
                        .toList());
    }

    private Map<TopicPartition, Instant> oldest(Map<TopicPartition, Span> unread) {
        Map<TopicPartition, Span> near = new HashMap<>();
        unread.forEach((partition, span) ->
                near.put(partition, new Span(span.from(), Math.min(span.to(), span.from() + NEAR))));
        near.values().removeIf(Span::isEmpty);
        Map<TopicPartition, Instant> oldest = new HashMap<>();
        reader.read(
                near,
                Progress.NONE,
                record -> oldest.putIfAbsent(
                        new TopicPartition(record.topic(), record.partition()),
                        Instant.ofEpochMilli(record.timestamp())),
                () -> oldest.size() == near.size());
        return oldest;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) { // asked about, never committed
                            offsets.put(partition, offset);
                        }
                    });
            return offsets;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw new KafkaUnreachableException(e.getCause());
        }
    }

    private int members(String group) throws InterruptedException {
        KafkaFuture<ConsumerGroupDescription> described = admin.describeConsumerGroups(
                        List.of(group), new DescribeConsumerGroupsOptions())
                .describedGroups()
                .get(group);
        try {
            return described == null ? 0 : described.get().members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw new KafkaUnreachableException(e.getCause());
        }
    }

    @Override
    public void close() {
        admin.close();
        reader.close();
    }
}

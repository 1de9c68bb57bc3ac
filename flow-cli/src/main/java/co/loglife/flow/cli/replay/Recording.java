package co.loglife.flow.cli.replay;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.inspection.log.LogReader;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.log.Span;
import co.loglife.flow.inspection.log.TopicPartitions;
import co.loglife.flow.model.TopicLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What an installation's topics hold of the past, and how far its router is. For one thread. */
final class Recording implements AutoCloseable {
    private final Cluster cluster;
    private final LogReader reader;

    private Recording(Cluster cluster, LogReader reader) {
        this.cluster = cluster;
        this.reader = reader;
    }

    static Recording open(Cluster cluster) {
        return new Recording(cluster, LogReader.open(cluster));
    }

    Cluster cluster() {
        return cluster;
    }

    /** The numbers of the partitions that hold what is asked for. */
    List<Integer> partitions(Stretch stretch) {
        int count = reader.partitions(TopicLayout.Kind.INCOMING).size();
        return stretch.user()
                .map(user -> List.of(TopicPartitions.number(user.key(), count)))
                .orElseGet(() -> IntStream.range(0, count).boxed().toList());
    }

    /** How many partitions each topic has. */
    int partitionCount() {
        return reader.partitions(TopicLayout.Kind.INCOMING).size();
    }

    /** What the state at the beginning of a stretch is made of, in words. */
    String stateBefore(Stretch stretch) {
        List<TopicPartition> incoming = partitions(stretch).stream()
                .map(partition -> new TopicPartition(cluster.topics().name(TopicLayout.Kind.INCOMING), partition))
                .toList();
        Map<TopicPartition, Span> kept = reader.spans(incoming, null, null);
        boolean whole = kept.values().stream().allMatch(span -> span.from() == 0);
        return whole
                ? "rebuilt from the first message ever"
                : "rebuilt from what " + cluster.topics().name(TopicLayout.Kind.INCOMING)
                        + " still holds; what is older is unknown, and a conversation that is older begins anew there";
    }

    /** How far the live router has answered; empty where it never ran. */
    Map<TopicPartition, Long> handled() throws InterruptedException {
        String group = cluster.topics().prefix() + "router";
        try (Admin admin = cluster.admin()) {
            Map<TopicPartition, Long> handled = new HashMap<>();
            for (Map.Entry<TopicPartition, OffsetAndMetadata> committed : admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()) {
                if (committed.getValue() != null) {
                    handled.put(committed.getKey(), committed.getValue().offset());
                }
            }
            return handled;
        } catch (ExecutionException e) {
            throw new InspectionException("the router's group " + group + " cannot be read: "
                    + Objects.requireNonNullElse(e.getCause(), e).getMessage());
        }
    }

    /** The recorded replies of one partition to what a stretch holds, and since when they are kept. */
    Kept replies(int partition, Stretch stretch, Progress progress) {
        TopicPartition outgoing = new TopicPartition(cluster.topics().name(TopicLayout.Kind.OUTGOING), partition);
        RecordedReplies replies = new RecordedReplies();
        Map<TopicPartition, Span> all = reader.spans(List.of(outgoing), null, null);
        boolean whole = all.values().stream().allMatch(span -> span.from() == 0);
        long[] first = {whole ? Long.MIN_VALUE : Long.MAX_VALUE};
        // From the beginning, not from the stretch's: an older reply is that of a message which came again later.
        reader.read(
                all,
                progress,
                record -> {
                    first[0] = Math.min(first[0], record.timestamp());
                    if (stretch.concerns(record)) {
                        replies.add(record);
                    }
                },
                () -> false);
        return new Kept(replies, first[0]);
    }

    /**
     * Replies of a partition.
     *
     * @param since the timestamp of the first one kept, in milliseconds since 1970; of older messages nobody knows how
     *     they were answered
     */
    record Kept(RecordedReplies replies, long since) {}

    /** A recorded reply. */
    byte[] reply(int partition, long offset) {
        TopicPartition outgoing = new TopicPartition(cluster.topics().name(TopicLayout.Kind.OUTGOING), partition);
        return reader.entry(outgoing, offset)
                .map(entry -> Objects.requireNonNullElse(entry.value(), new byte[0]))
                .orElseThrow(() -> new InspectionException(outgoing + "@" + offset + " was removed meanwhile"));
    }

    @Override
    public void close() {
        reader.close();
    }
}

package co.loglife.flow.inspection.log;

import co.loglife.flow.inspection.InspectionException;
import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Where on a topic to look. */
public final class TopicPartitions {
    private TopicPartitions() {}

    /**
     * All partitions of a topic.
     *
     * @throws InspectionException when there is no such topic
     */
    public static List<TopicPartition> of(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found == null || found.isEmpty()) {
            throw new InspectionException("topic " + topic + " is missing; make it with ./flow topics");
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The one partition that owns a user: where every producer of ours puts the key. */
    public static TopicPartition of(Consumer<byte[], byte[]> consumer, String topic, User user) {
        return new TopicPartition(topic, number(user.key(), of(consumer, topic).size()));
    }

    /** The number of the partition a key is in. */
    public static int number(String key, int partitions) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** Whether some partition has not yet been read up to its offset in {@code ends}. */
    public static boolean isBehind(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}

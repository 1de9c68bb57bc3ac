package co.loglife.flow.cli;

import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Where on a topic to look. */
final class TopicPartitions {
    private TopicPartitions() {}

    /**
     * All partitions of a topic.
     *
     * @throws SentenceException when there is no such topic
     */
    static List<TopicPartition> of(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> found = consumer.partitionsFor(topic);
        if (found.isEmpty()) {
            throw new SentenceException("topic " + topic + " is missing; make it with ./flow topics");
        }
        return found.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** The one partition that owns a user: where every producer of ours puts the key. */
    static TopicPartition of(KafkaConsumer<byte[], byte[]> consumer, String topic, User user) {
        int partitions = of(consumer, topic).size();
        return new TopicPartition(
                topic, BuiltInPartitioner.partitionForKey(user.key().getBytes(StandardCharsets.UTF_8), partitions));
    }

    /** Whether some partition has not yet been read up to its offset in {@code ends}. */
    static boolean isBehind(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }
}

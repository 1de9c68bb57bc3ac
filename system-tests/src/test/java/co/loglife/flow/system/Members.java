package co.loglife.flow.system;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Who shares the partitions of a service's consumer group. */
final class Members {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Members() {}

    /** Waits until so many members of a service's group have partitions, and all partitions between them. */
    static void await(Pipeline pipeline, ServiceProcess.Kind kind, int count) {
        String group = pipeline.topics().prefix() + kind.name().toLowerCase(Locale.ROOT);
        try (Admin admin = Admin.create(pipeline.kafka().admin(Map.of()))) {
            Awaitility.await(count + " members of " + group).atMost(PATIENCE).until(() -> {
                List<Set<TopicPartition>> shares = shares(admin, group);
                return shares.size() == count
                        && shares.stream().flatMap(Set::stream).distinct().count() >= pipeline.partitions();
            });
        }
    }

    /** The partitions of each member that has any. */
    private static List<Set<TopicPartition>> shares(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(Set.of(group)).all().get().values().stream()
                .flatMap(description -> description.members().stream())
                .map(member -> member.assignment().topicPartitions())
                .filter(partitions -> !partitions.isEmpty())
                .toList();
    }
}

package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.testing.RealKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several instances of each service. */
@Tag("system")
final class SharedWorkTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int PARTITIONS = 6;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void threeIngressTwoRoutersAndTwoSendersShareTheWorkAndAStoppedOnesPartitionsMove() throws Exception {
        try (Pipeline pipeline = new Pipeline(KAFKA, PARTITIONS)) {
            for (int i = 0; i < 3; i++) {
                pipeline.start(ServiceProcess.Kind.INGRESS);
            }
            ServiceProcess router = pipeline.start(ServiceProcess.Kind.ROUTER);
            pipeline.start(ServiceProcess.Kind.ROUTER);
            ServiceProcess sender = pipeline.start(ServiceProcess.Kind.SENDER);
            pipeline.start(ServiceProcess.Kind.SENDER);
            pipeline.awaitReady();
            awaitMembers(pipeline, "router", 2);
            awaitMembers(pipeline, "sender", 2);

            Load load = new Load(pipeline.meta(), 40, 15, 100);
            try (load) {
                Awaitility.await().atMost(PATIENCE).until(() -> load.accepted() > load.total() / 4);
                assertThat(router.stop()).isZero();
                assertThat(sender.stop()).isZero();
                awaitMembers(pipeline, "router", 1);
                awaitMembers(pipeline, "sender", 1);
                load.awaitAccepted();
            }

            Awaitility.await("every message is answered")
                    .atMost(PATIENCE)
                    .until(() -> pipeline.whatsApp().times().size() >= load.total());
            assertThat(pipeline.whatsApp().times())
                    .containsOnlyKeys(load.expectedReplies())
                    .allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
            assertThat(Load.outOfOrder(pipeline.whatsApp().calls())).isEmpty();
        }
    }

    /** Waits until so many members of a group have partitions, and all of the topic's between them. */
    private static void awaitMembers(Pipeline pipeline, String service, int count) {
        String group = pipeline.topics().prefix() + service;
        try (Admin admin = Admin.create(KAFKA.settings().admin(Map.of()))) {
            Awaitility.await(count + " members of " + group).atMost(PATIENCE).until(() -> {
                List<Set<TopicPartition>> shares = shares(admin, group);
                return shares.size() == count
                        && shares.stream().flatMap(Set::stream).distinct().count() >= PARTITIONS;
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

package co.loglife.flow.ingress;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.Topics;
import java.util.Map;
import java.util.Objects;
import kafka.server.BrokerServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** Three real brokers and a controller; every topic has three replicas, two of which must have a record. */
final class Cluster implements AutoCloseable {
    private static final int BROKERS = 3;

    private final KafkaClusterTestKit kit;
    private final TopicLayout topics;

    private Cluster(KafkaClusterTestKit kit, TopicLayout topics) {
        this.kit = kit;
        this.topics = topics;
    }

    static Cluster start() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setNumControllerNodes(1)
                .setNumBrokerNodes(BROKERS)
                .build();
        KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .build();
        kit.format();
        kit.startup();
        kit.waitForReadyBrokers();
        TopicLayout topics = new TopicLayout("cluster.");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kit.bootstrapServers()))) {
            Topics.create(admin, topics, new Topics.Shape(3, (short) BROKERS));
        }
        return new Cluster(kit, topics);
    }

    String bootstrapServers() {
        return kit.bootstrapServers();
    }

    TopicLayout topics() {
        return topics;
    }

    void stop(int broker) {
        broker(broker).shutdown();
        broker(broker).awaitShutdown();
    }

    void start(int broker) {
        broker(broker).startup();
    }

    private BrokerServer broker(int number) {
        return Objects.requireNonNull(kit.brokers().get(number));
    }

    @Override
    public void close() throws Exception {
        kit.close();
    }
}

package co.loglife.flow.benchmarks.sender;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * One of those compared, with topics of its own.
 *
 * @param side its process
 * @param outgoing its topic
 */
record Contestant(Side side, String outgoing) implements AutoCloseable {
    private static final int PARTITIONS = 12;
    private static final List<String> JAVA =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    /** Starts one. Pacing is off, since it is the machine's speed that is asked for. */
    static Contestant start(String name, Class<?> main, Bench bench, int inFlight)
            throws IOException, InterruptedException {
        String kafka = bench.broker().address();
        TopicLayout topics = new TopicLayout("bench-" + name + "-" + bench.next() + ".");
        try (Admin admin = Admin.create(KafkaSettings.at(kafka).admin(Map.of()))) {
            Topics.create(admin, topics, new Topics.Shape(PARTITIONS, (short) 1));
        }
        Side side = Side.start(
                name,
                main,
                JAVA,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka,
                        "TOPIC_PREFIX",
                        topics.prefix(),
                        "GRAPH_API_URL",
                        "http://127.0.0.1:" + bench.graph().side().port(),
                        "WHATSAPP_ACCESS_TOKEN",
                        "token-of-the-benchmark",
                        "SENDER_PORT",
                        "0",
                        "SENDER_IN_FLIGHT",
                        String.valueOf(inFlight),
                        "SEND_PER_SECOND",
                        "0",
                        "SEND_PAIR_BURST",
                        "0"));
        return new Contestant(side, topics.name(TopicLayout.Kind.OUTGOING));
    }

    String name() {
        return side.name();
    }

    @Override
    public void close() {
        side.close();
    }
}

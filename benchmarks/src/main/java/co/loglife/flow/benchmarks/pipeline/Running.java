package co.loglife.flow.benchmarks.pipeline;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.benchmarks.ingress.Load;
import co.loglife.flow.benchmarks.ingress.OurServer;
import co.loglife.flow.benchmarks.router.OurRouter;
import co.loglife.flow.benchmarks.sender.OurSender;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * One of each service on topics of its own, and how long each took from the start of its process until it was ready.
 *
 * @param name in the table
 * @param load of its users
 * @param ingressSeconds for ingress, and so on
 */
record Running(
        String name,
        Load load,
        Side ingress,
        Side router,
        Side sender,
        double ingressSeconds,
        double routerSeconds,
        double senderSeconds)
        implements AutoCloseable {
    private static final int PARTITIONS = 12;
    private static final List<String> JAVA =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    /** Starts them one after the other, so that each start is its own. */
    static Running start(String name, String brokers, int graphPort, String guarantee)
            throws IOException, InterruptedException {
        TopicLayout topics = new TopicLayout("bench" + Long.toString(System.nanoTime(), 36) + ".");
        try (Admin admin = Admin.create(KafkaSettings.at(brokers).admin(Map.of()))) {
            Topics.create(admin, topics, new Topics.Shape(PARTITIONS, (short) 1));
        }
        Map<String, String> environment = environment(brokers, topics, graphPort, guarantee);
        long begin = System.nanoTime();
        Side ingress = Side.start("ingress", OurServer.class, JAVA, environment);
        long ingressUp = System.nanoTime();
        Side router = Side.start("router", OurRouter.class, JAVA, environment);
        long routerUp = System.nanoTime();
        Side sender = Side.start("sender", OurSender.class, JAVA, environment);
        long senderUp = System.nanoTime();
        return new Running(
                name,
                new Load(new Webhooks()),
                ingress,
                router,
                sender,
                (ingressUp - begin) / 1e9,
                (routerUp - ingressUp) / 1e9,
                (senderUp - routerUp) / 1e9);
    }

    /** Pacing is off: it is the way's own time that is asked for. */
    private static Map<String, String> environment(String brokers, TopicLayout topics, int graphPort, String guarantee)
            throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put("KAFKA_BOOTSTRAP_SERVERS", brokers);
        all.put("TOPIC_PREFIX", topics.prefix());
        all.put("INGRESS_HOST", "127.0.0.1");
        all.put("INGRESS_PORT", "0");
        all.put("WHATSAPP_APP_SECRET", Load.SECRET);
        all.put("ROUTER_HOST", "127.0.0.1");
        all.put("ROUTER_PORT", "0");
        all.put("STATE_DIR", Files.createTempDirectory("flow-bench-router").toString());
        all.put("KAFKA_PROCESSING_GUARANTEE", guarantee);
        all.put("SENDER_PORT", "0");
        all.put("GRAPH_API_URL", "http://127.0.0.1:" + graphPort);
        all.put("WHATSAPP_ACCESS_TOKEN", "token-of-the-benchmark");
        all.put("SEND_PER_SECOND", "0");
        all.put("SEND_PAIR_BURST", "0");
        return all;
    }

    @Override
    public void close() {
        sender.close();
        router.close();
        ingress.close();
    }
}

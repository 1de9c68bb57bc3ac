package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.benchmarks.Benchmark;
import co.loglife.flow.benchmarks.BrokerServer;
import co.loglife.flow.benchmarks.Effort;
import co.loglife.flow.benchmarks.Figures;
import co.loglife.flow.benchmarks.Metric;
import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Ingress beside itself without Kafka, and beside Spring Boot with spring-kafka, at full speed and at half of it. */
public final class IngressBenchmark implements Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final TopicLayout TOPICS = new TopicLayout("bench.");

    /** As the images run it; the same for all sides. */
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private static final String OURS = "ingress";
    private static final String WITHOUT_KAFKA = "without Kafka";
    private static final String SPRING = "Spring Boot";

    private static final Metric PER_SECOND = new Metric("requests/s", 0, "0.65 of without Kafka, 1.5 of Spring Boot");
    private static final Metric P50 = new Metric("p50 ms", 2);
    private static final Metric P99 = new Metric("p99 ms", 2);
    private static final Metric MICROS = new Metric("CPU us/request", 0, "60 at most");
    private static final Metric HALF_P50 = new Metric("p50 ms at half", 2);
    private static final Metric HALF_P99 = new Metric("p99 ms at half", 2, "20 at most");
    private static final Metric FAILURES = new Metric("requests not taken", 0, "0");
    private static final List<Metric> METRICS = List.of(PER_SECOND, P50, P99, MICROS, HALF_P50, HALF_P99, FAILURES);

    private final Load load = new Load();

    @Override
    public String area() {
        return "ingress";
    }

    @Override
    public String measures() {
        return "a signed webhook of one message in, answered once Kafka has acknowledged all of it; 64 connections";
    }

    @Override
    public List<Figures> run(Effort effort) throws Exception {
        Figures figures = new Figures("Webhooks taken", METRICS, OURS, List.of(WITHOUT_KAFKA, SPRING));
        try (Side broker = Side.start("broker", BrokerServer.class, JAVA, Map.of())) {
            try (Admin admin = Admin.create(KafkaSettings.at(broker.address()).admin(Map.of()))) {
                Topics.create(admin, TOPICS, new Topics.Shape(12, (short) 1));
            }
            Map<String, String> environment = environment(broker.address());
            try (Side ours = Side.start(OURS, OurServer.class, JAVA, environment);
                    Side bare = Side.start(WITHOUT_KAFKA, ServerWithoutKafka.class, JAVA, environment);
                    Side spring = Side.start(SPRING, SpringServer.class, JAVA, environment)) {
                List<Side> sides = List.of(ours, bare, spring);
                for (Side side : sides) {
                    load.run(side.port(), WARM_UP, 0);
                }
                effort.inTurn(sides, side -> measure(side, effort.length(), figures));
            }
        }
        return List.of(figures);
    }

    private static Map<String, String> environment(String brokers) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                brokers,
                "TOPIC_PREFIX",
                TOPICS.prefix(),
                "INGRESS_HOST",
                "127.0.0.1",
                "INGRESS_PORT",
                "0",
                "WHATSAPP_APP_SECRET",
                Load.SECRET);
    }

    private void measure(Side side, Duration length, Figures figures) throws InterruptedException {
        Duration before = side.cpu();
        Load.Result full = load.run(side.port(), length, 0);
        Duration used = side.cpu().minus(before);
        Load.Result half = load.run(side.port(), length, full.perSecond() / 2);
        figures.add(side.name(), PER_SECOND, full.perSecond());
        figures.add(side.name(), P50, full.p50() / 1e6);
        figures.add(side.name(), P99, full.p99() / 1e6);
        figures.add(side.name(), MICROS, used.toNanos() / 1e3 / Math.max(1, full.requests()));
        figures.add(side.name(), HALF_P50, half.p50() / 1e6);
        figures.add(side.name(), HALF_P99, half.p99() / 1e6);
        figures.add(side.name(), FAILURES, (double) full.failures() + half.failures());
    }
}

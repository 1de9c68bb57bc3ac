package co.loglife.flow.benchmarks.ingress;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs the sides in turn, several times, and prints medians: arguments are the rounds (5) and the seconds of each run
 * (8). Ratios hold on any machine, the figures themselves only on this one.
 */
public final class IngressBenchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final TopicLayout TOPICS = new TopicLayout("bench.");

    private IngressBenchmark() {}

    /** One run of one side. */
    private record Run(Load.Result fullSpeed, double microsPerRequest, Load.Result halfSpeed) {}

    static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Duration length = Duration.ofSeconds(arguments.length > 1 ? Long.parseLong(arguments[1]) : 8);
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, Files.createTempDirectory("flow-bench"))) {
            try (Admin admin =
                    Admin.create(KafkaSettings.at(broker.bootstrapServers()).admin(Map.of()))) {
                Topics.create(admin, TOPICS, new Topics.Shape(12, (short) 1));
            }
            Map<String, String> environment = Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    broker.bootstrapServers(),
                    "TOPIC_PREFIX",
                    TOPICS.prefix(),
                    "INGRESS_HOST",
                    "127.0.0.1",
                    "INGRESS_PORT",
                    "0",
                    "WHATSAPP_APP_SECRET",
                    Load.SECRET);
            try (Side ours = Side.start("ingress", OurServer.class, environment);
                    Side bare = Side.start("without Kafka", ServerWithoutKafka.class, environment);
                    Side spring = Side.start("Spring Boot", SpringServer.class, environment)) {
                print(measure(List.of(ours, bare, spring), rounds, length));
            }
        }
    }

    private static Map<String, List<Run>> measure(List<Side> sides, int rounds, Duration length)
            throws InterruptedException {
        Load load = new Load();
        for (Side side : sides) {
            load.run(side.port(), WARM_UP, 0);
        }
        Map<String, List<Run>> runs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Side side : sides) {
                runs.computeIfAbsent(side.name(), _ -> new ArrayList<>()).add(run(load, side, length));
            }
        }
        return runs;
    }

    private static Run run(Load load, Side side, Duration length) throws InterruptedException {
        Duration before = side.cpu();
        Load.Result full = load.run(side.port(), length, 0);
        double micros = side.cpu().minus(before).toNanos() / 1e3 / Math.max(1, full.requests());
        Load.Result half = load.run(side.port(), length, full.perSecond() / 2);
        return new Run(full, micros, half);
    }

    private static void print(Map<String, List<Run>> all) {
        System.out.printf(
                Locale.ROOT,
                "%-14s %10s %8s %8s %12s %14s %14s %8s%n",
                "side",
                "requests/s",
                "p50 ms",
                "p99 ms",
                "CPU us/req",
                "p50 at half",
                "p99 at half",
                "refused");
        all.forEach((name, runs) -> System.out.printf(
                Locale.ROOT,
                "%-14s %10.0f %8.2f %8.2f %12.0f %14.2f %14.2f %8.0f%n",
                name,
                median(runs, run -> run.fullSpeed.perSecond()),
                median(runs, run -> run.fullSpeed.p50() / 1e6),
                median(runs, run -> run.fullSpeed.p99() / 1e6),
                median(runs, Run::microsPerRequest),
                median(runs, run -> run.halfSpeed.p50() / 1e6),
                median(runs, run -> run.halfSpeed.p99() / 1e6),
                median(runs, run -> run.fullSpeed.failures() + run.halfSpeed.failures())));
        double ours = median(all.getOrDefault("ingress", List.of()), run -> run.fullSpeed.perSecond());
        all.forEach((name, runs) -> System.out.printf(
                Locale.ROOT, "ingress / %s: %.2f%n", name, ours / median(runs, run -> run.fullSpeed.perSecond())));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
        double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}

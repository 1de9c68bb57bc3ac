package co.loglife.flow.benchmarks.pipeline;

import co.loglife.flow.benchmarks.Benchmark;
import co.loglife.flow.benchmarks.BrokerServer;
import co.loglife.flow.benchmarks.Effort;
import co.loglife.flow.benchmarks.Figures;
import co.loglife.flow.benchmarks.Metric;
import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.benchmarks.graph.Graph;
import co.loglife.flow.benchmarks.graph.Seen.Report;
import co.loglife.flow.benchmarks.ingress.Load;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How long after a webhook was due the answer is at WhatsApp's door, exactly once and at least once; and how soon each
 * service is ready and how much memory it holds.
 */
public final class PipelineBenchmark implements Benchmark {
    private static final int CALL_MILLIS = 50;
    private static final int SLOW = 100;
    private static final int FAST = 1_000;

    /** With less it is the compiler that is measured. */
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static final String OURS = "exactly once";
    private static final String PEER = "at least once";

    private static final Metric SLOW_P50 = new Metric("p50 ms at 100/s", 1, "25 at most");
    private static final Metric SLOW_P99 = new Metric("p99 ms at 100/s", 1, "80 at most");
    private static final Metric FAST_P50 = new Metric("p50 ms at 1,000/s", 1, "25 at most");
    private static final Metric FAST_P99 = new Metric("p99 ms at 1,000/s", 1, "80 at most");
    private static final Metric REFUSED = new Metric("webhooks not taken", 0, "0");
    private static final Metric INGRESS_CPU = new Metric("ingress CPU us/message at 1,000/s", 0);
    private static final Metric ROUTER_CPU = new Metric("router CPU us/message at 1,000/s", 0);
    private static final Metric SENDER_CPU = new Metric("sender CPU us/message at 1,000/s", 0);
    private static final Metric BROKER_CPU = new Metric("broker CPU us/message at 1,000/s", 0);
    private static final List<Metric> WAY =
            List.of(SLOW_P50, SLOW_P99, FAST_P50, FAST_P99, REFUSED, INGRESS_CPU, ROUTER_CPU, SENDER_CPU, BROKER_CPU);

    private static final String PIPELINE = "pipeline";
    private static final Metric INGRESS_START = new Metric("ingress, s to ready", 1, "1.5 at most");
    private static final Metric ROUTER_START = new Metric("router, s to ready", 1);
    private static final Metric SENDER_START = new Metric("sender, s to ready", 1, "1.5 at most");
    private static final Metric INGRESS_IDLE = new Metric("ingress, MiB idle", 0, "150 at most");
    private static final Metric ROUTER_IDLE = new Metric("router, MiB idle", 0, "250 at most");
    private static final Metric SENDER_IDLE = new Metric("sender, MiB idle", 0, "150 at most");
    private static final Metric INGRESS_BUSY = new Metric("ingress, MiB after the load", 0);
    private static final Metric ROUTER_BUSY = new Metric("router, MiB after the load", 0);
    private static final Metric SENDER_BUSY = new Metric("sender, MiB after the load", 0);
    private static final List<Metric> PROCESSES = List.of(
            INGRESS_START,
            ROUTER_START,
            SENDER_START,
            INGRESS_IDLE,
            ROUTER_IDLE,
            SENDER_IDLE,
            INGRESS_BUSY,
            ROUTER_BUSY,
            SENDER_BUSY);

    @Override
    public String area() {
        return PIPELINE;
    }

    @Override
    public String measures() {
        return "a signed webhook in, the LogLife bot's answer at the Graph API; 12 partitions, 1,000 users";
    }

    @Override
    public List<Figures> run(Effort effort) throws Exception {
        Figures way = new Figures("From the webhook to the call of the Graph API", WAY, OURS, List.of(PEER));
        Figures processes =
                new Figures("Start and memory, a JVM with -Xmx512m each, no AOT cache", PROCESSES, PIPELINE, List.of());
        try (Side broker = Side.start("broker", BrokerServer.class, List.of("-Xmx512m"), Map.of());
                Graph graph = Graph.start(CALL_MILLIS);
                Running ours =
                        Running.start(OURS, broker.address(), graph.side().port(), "exactly_once_v2");
                Running peer =
                        Running.start(PEER, broker.address(), graph.side().port(), "at_least_once")) {
            for (Running side : List.of(ours, peer)) {
                started(side, processes);
                turn(side, graph, WARM_UP, FAST);
            }
            effort.inTurn(List.of(ours, peer), side -> measure(side, broker, graph, effort, way));
            for (Running side : List.of(ours, peer)) {
                processes.add(PIPELINE, INGRESS_BUSY, side.ingress().memory());
                processes.add(PIPELINE, ROUTER_BUSY, side.router().memory());
                processes.add(PIPELINE, SENDER_BUSY, side.sender().memory());
            }
        }
        return List.of(way, processes);
    }

    private static void started(Running running, Figures processes) throws Exception {
        processes.add(PIPELINE, INGRESS_START, running.ingressSeconds());
        processes.add(PIPELINE, ROUTER_START, running.routerSeconds());
        processes.add(PIPELINE, SENDER_START, running.senderSeconds());
        processes.add(PIPELINE, INGRESS_IDLE, running.ingress().memory());
        processes.add(PIPELINE, ROUTER_IDLE, running.router().memory());
        processes.add(PIPELINE, SENDER_IDLE, running.sender().memory());
    }

    private static void measure(Running side, Side broker, Graph graph, Effort effort, Figures figures)
            throws Exception {
        Turn slow = turn(side, graph, effort.length(), SLOW);
        List<Side> services = List.of(side.ingress(), side.router(), side.sender(), broker);
        List<Long> before = services.stream().map(PipelineBenchmark::cpuNanos).toList();
        Turn fast = turn(side, graph, effort.length(), FAST);
        List<Metric> cpu = List.of(INGRESS_CPU, ROUTER_CPU, SENDER_CPU, BROKER_CPU);
        for (int i = 0; i < cpu.size(); i++) {
            double used = cpuNanos(services.get(i)) - before.get(i);
            figures.add(side.name(), cpu.get(i), used / 1e3 / fast.taken().requests());
        }
        figures.add(side.name(), SLOW_P50, slow.seen().p50Micros() / 1e3);
        figures.add(side.name(), SLOW_P99, slow.seen().p99Micros() / 1e3);
        figures.add(side.name(), FAST_P50, fast.seen().p50Micros() / 1e3);
        figures.add(side.name(), FAST_P99, fast.seen().p99Micros() / 1e3);
        figures.add(
                side.name(),
                REFUSED,
                (double) slow.taken().failures() + fast.taken().failures());
    }

    private static long cpuNanos(Side side) {
        return side.cpu().toNanos();
    }

    /**
     * A load and what came of it.
     *
     * @param taken by ingress
     * @param seen by the Graph API
     */
    private record Turn(Load.Result taken, Report seen) {}

    private static Turn turn(Running side, Graph graph, Duration length, int perSecond) throws Exception {
        graph.forget();
        Load.Result taken = side.load().run(side.ingress().port(), length, perSecond);
        return new Turn(taken, graph.await((int) taken.requests(), 0));
    }
}

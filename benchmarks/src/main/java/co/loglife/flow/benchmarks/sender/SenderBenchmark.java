package co.loglife.flow.benchmarks.sender;

import co.loglife.flow.benchmarks.Benchmark;
import co.loglife.flow.benchmarks.Effort;
import co.loglife.flow.benchmarks.Figures;
import co.loglife.flow.benchmarks.Metric;
import co.loglife.flow.benchmarks.graph.Seen.Report;
import java.util.ArrayList;
import java.util.List;

/**
 * How many messages a second go out when each call takes 50 ms, with 256 and with 1,000 in flight; and how much later
 * than put on the topic a message is at WhatsApp's door, at 80 and at 1,000 a second. The broker, the stub and each
 * side have a process of their own, and the CPU time of all is shown: on a small machine it is what bounds the rate.
 */
public final class SenderBenchmark implements Benchmark {
    private static final int CALL_MILLIS = 50;

    /** So many are sent per second of a turn, a little less than what any side could at best. */
    private static final int PER_SECOND = 4_000;

    private static final int LOOP_PER_SECOND = 15;

    /** With fewer it is the compiler that is measured: CPU time per message halves until then. */
    private static final int WARM_UP = 80_000;

    private static final String OURS = "sender";
    private static final String PEER = "parallel-consumer";
    private static final String LOOP = "poll-send-commit";

    private static final Metric RATE = new Metric("messages/s", 0, ">= 90 % of ideal, 1.3 x peer at 1,000");
    private static final Metric OF_IDEAL = new Metric("% of in flight / latency", 0);
    private static final Metric P50 = new Metric("p50 ms", 1, "<= 5");
    private static final Metric P99 = new Metric("p99 ms", 1, "<= 30");
    private static final Metric CPU = new Metric("its CPU us/message", 0);
    private static final Metric BROKER_CPU = new Metric("broker CPU us/message", 0);
    private static final Metric STUB_CPU = new Metric("stub CPU us/message", 0);

    @Override
    public String area() {
        return "sender";
    }

    @Override
    public String measures() {
        return "calls of " + CALL_MILLIS + " ms, order by user, 5,000 users, 12 partitions; ours with its ledger";
    }

    @Override
    public List<Figures> run(Effort effort) throws Exception {
        try (Bench bench = new Bench(CALL_MILLIS)) {
            List<Figures> all = new ArrayList<>();
            all.add(throughput(bench, effort, 256));
            all.add(throughput(bench, effort, 1_000));
            all.add(delay(bench, effort, 80));
            all.add(delay(bench, effort, 1_000));
            return all;
        }
    }

    private static Figures throughput(Bench bench, Effort effort, int inFlight) throws Exception {
        double ideal = inFlight * 1_000.0 / CALL_MILLIS;
        Figures figures = new Figures(
                "%,d in flight, %d ms a call: at most %,.0f a second".formatted(inFlight, CALL_MILLIS, ideal),
                List.of(RATE, OF_IDEAL, CPU, BROKER_CPU, STUB_CPU),
                OURS,
                List.of(PEER, LOOP));
        int seconds = (int) effort.length().toSeconds();
        try (Contestant ours = Contestant.start(OURS, OurSender.class, bench, inFlight);
                Contestant peer = Contestant.start(PEER, Peer.ParallelConsumer.class, bench, inFlight);
                Contestant loop = Contestant.start(LOOP, Peer.Loop.class, bench, 1)) {
            for (Contestant side : List.of(ours, peer)) {
                turn(bench, side, WARM_UP, 0);
            }
            effort.inTurn(List.of(ours, peer, loop), side -> {
                Turn turn = turn(bench, side, (side.equals(loop) ? LOOP_PER_SECOND : PER_SECOND) * seconds, 0);
                figures.add(side.name(), RATE, turn.report().perSecond());
                figures.add(side.name(), OF_IDEAL, 100 * turn.report().perSecond() / ideal);
                turn.addCpu(figures, side.name());
            });
        }
        return figures;
    }

    private static Figures delay(Bench bench, Effort effort, int perSecond) throws Exception {
        Figures figures = new Figures(
                "%,d messages a second: from the topic to the call".formatted(perSecond),
                List.of(P50, P99, CPU, BROKER_CPU, STUB_CPU),
                OURS,
                List.of(PEER));
        int messages = (int) (perSecond * effort.length().toSeconds());
        try (Contestant ours = Contestant.start(OURS, OurSender.class, bench, 256);
                Contestant peer = Contestant.start(PEER, Peer.ParallelConsumer.class, bench, 256)) {
            for (Contestant side : List.of(ours, peer)) {
                turn(bench, side, WARM_UP, 0);
            }
            effort.inTurn(List.of(ours, peer), side -> {
                Turn turn = turn(bench, side, messages, perSecond);
                figures.add(side.name(), P50, turn.report().p50Micros() / 1e3);
                figures.add(side.name(), P99, turn.report().p99Micros() / 1e3);
                turn.addCpu(figures, side.name());
            });
        }
        return figures;
    }

    /** What one turn of one side showed; CPU time per message in microseconds. */
    private record Turn(Report report, double cpu, double brokerCpu, double stubCpu) {
        void addCpu(Figures figures, String side) {
            figures.add(side, CPU, cpu);
            figures.add(side, BROKER_CPU, brokerCpu);
            figures.add(side, STUB_CPU, stubCpu);
        }
    }

    private static Turn turn(Bench bench, Contestant side, int messages, double perSecond) throws Exception {
        bench.graph().forget();
        long cpu = side.side().cpu().toNanos();
        long brokerCpu = bench.broker().cpu().toNanos();
        long stubCpu = bench.graph().side().cpu().toNanos();
        bench.produce(side.outgoing(), messages, perSecond);
        Report report = bench.graph().await(messages, messages / 10); // the first tenth fills the pipe
        return new Turn(
                report,
                (side.side().cpu().toNanos() - cpu) / 1e3 / messages,
                (bench.broker().cpu().toNanos() - brokerCpu) / 1e3 / messages,
                (bench.graph().side().cpu().toNanos() - stubCpu) / 1e3 / messages);
    }
}

package co.loglife.flow.benchmarks.router;

import co.loglife.flow.benchmarks.Benchmark;
import co.loglife.flow.benchmarks.BrokerServer;
import co.loglife.flow.benchmarks.Effort;
import co.loglife.flow.benchmarks.Figures;
import co.loglife.flow.benchmarks.Metric;
import co.loglife.flow.benchmarks.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The router with the LogLife bot beside the least a router can do, and beside itself without exactly-once; users with
 * three years of history beside new ones; and how long a start takes to read what is stored.
 */
public final class RouterBenchmark implements Benchmark {
    private static final int USERS = 10_000;
    private static final int OLD_USERS = 2_000;
    private static final int THREE_YEARS = 1_095;
    private static final int RESTORED_USERS = 100_000;
    /** Of the backlog; a second of the effort is worth so many records. */
    private static final int PER_SECOND = 25_000;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final Metric RECORDS = new Metric("records/s", 0, "0.60 of JSON alone");
    private static final Metric MICROS = new Metric("CPU us/record", 1);
    private static final Metric OLD_RECORDS = new Metric("records/s", 0);
    private static final Metric OLD_MICROS = new Metric("CPU us/record", 1, "1.5 of a new user at most");
    private static final Metric SLOW_P50 = new Metric("p50 ms at 100/s", 1, "20 at most");
    private static final Metric SLOW_P99 = new Metric("p99 ms at 100/s", 1, "60 at most");
    private static final Metric FAST_P50 = new Metric("p50 ms at 1,000/s", 1, "20 at most");
    private static final Metric FAST_P99 = new Metric("p99 ms at 1,000/s", 1, "60 at most");
    private static final Metric IDLE_CPU = new Metric("idle, % of a core", 1, "5 at most");
    private static final Metric RESTORED = new Metric("s from start to ready", 1);

    @Override
    public String area() {
        return "router";
    }

    @Override
    public String measures() {
        return "incoming to outgoing with the LogLife bot, de-duplication and state, 12 partitions, one thread";
    }

    @Override
    public List<Figures> run(Effort effort) throws Exception {
        try (Side broker = Side.start("broker", BrokerServer.class, List.of("-Xmx512m"), Map.of())) {
            return List.of(
                    backlog(effort, broker.address()),
                    latency(effort, broker.address()),
                    history(effort, broker.address()),
                    restored(effort, broker.address()));
        }
    }

    static Figures backlog(Effort effort, String brokers) throws Exception {
        List<Contender> all = List.of(Contender.ROUTER, Contender.JSON_ALONE, Contender.AT_LEAST_ONCE);
        Figures figures = new Figures(
                "Working off a backlog of " + records(effort) + " messages of " + USERS + " users",
                List.of(RECORDS, MICROS),
                Contender.ROUTER.name(),
                List.of(Contender.JSON_ALONE.name(), Contender.AT_LEAST_ONCE.name()));
        effort.inTurn(all, contender -> {
            try (Installation there = Installation.fresh(brokers)) {
                Instant now = Instant.now();
                there.say(records(effort), number -> Said.message(number, USERS, now));
                Backlog backlog = Backlog.workedOff(there, contender, records(effort));
                figures.add(contender.name(), RECORDS, backlog.perSecond());
                figures.add(contender.name(), MICROS, backlog.microsPerRecord());
            }
        });
        return figures;
    }

    private static long records(Effort effort) {
        return effort.length().toSeconds() * PER_SECOND;
    }

    static Figures latency(Effort effort, String brokers) throws Exception {
        Figures figures = new Figures(
                "From a message written to its reply read, committed",
                List.of(SLOW_P50, SLOW_P99, FAST_P50, FAST_P99, IDLE_CPU),
                Contender.ROUTER.name(),
                List.of(Contender.AT_LEAST_ONCE.name()));
        effort.inTurn(List.of(Contender.ROUTER, Contender.AT_LEAST_ONCE), contender -> {
            try (Installation there = Installation.fresh(brokers);
                    Side side = contender.start(there)) {
                Latency.of(there, 1_000, effort.length(), "warm-up");
                Latency slow = Latency.of(there, 100, effort.length(), "slow");
                Latency fast = Latency.of(there, 1_000, effort.length(), "fast");
                Duration before = side.cpu();
                Thread.sleep(IDLE);
                figures.add(contender.name(), SLOW_P50, slow.p50());
                figures.add(contender.name(), SLOW_P99, slow.p99());
                figures.add(contender.name(), FAST_P50, fast.p50());
                figures.add(contender.name(), FAST_P99, fast.p99());
                double busy = side.cpu().minus(before).toNanos();
                figures.add(contender.name(), IDLE_CPU, 100 * busy / IDLE.toNanos());
            }
        });
        return figures;
    }

    static Figures history(Effort effort, String brokers) throws Exception {
        Instant now = Instant.now();
        String old = "three years";
        String young = "new";
        Figures figures = new Figures(
                "Users with three goals, rated daily for three years, beside new ones",
                List.of(OLD_RECORDS, OLD_MICROS),
                old,
                List.of(young));
        effort.inTurn(List.of(old, young), name -> {
            try (Installation there = Installation.fresh(brokers)) {
                History history = History.of(name.equals(old) ? THREE_YEARS : 0, now);
                there.say(OLD_USERS, user -> history.givenTo((int) user, now));
                there.say(records(effort), number -> Said.later(number, OLD_USERS, now));
                Backlog backlog = Backlog.workedOff(there, Contender.ROUTER, records(effort) + OLD_USERS);
                figures.add(name, OLD_RECORDS, backlog.perSecond());
                figures.add(name, OLD_MICROS, backlog.microsPerRecord());
            }
        });
        return figures;
    }

    static Figures restored(Effort effort, String brokers) throws Exception {
        Figures figures = new Figures(
                "A start on an empty disk: the state of " + RESTORED_USERS + " users read from the changelogs",
                List.of(RESTORED),
                Contender.ROUTER.name(),
                List.of());
        try (Installation there = Installation.fresh(brokers)) {
            Instant now = Instant.now();
            there.say(2L * RESTORED_USERS, number -> Said.message(number, RESTORED_USERS, now));
            try (Side _ = Contender.ROUTER.start(there)) {
                there.await(2L * RESTORED_USERS);
            }
            effort.inTurn(List.of(Contender.ROUTER), contender -> {
                long start = System.nanoTime();
                try (Side _ = contender.start(there)) {
                    figures.add(contender.name(), RESTORED, (System.nanoTime() - start) / 1e9);
                }
            });
        }
        return figures;
    }
}

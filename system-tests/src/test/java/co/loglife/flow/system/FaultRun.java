package co.loglife.flow.system;

import co.loglife.flow.testing.ledger.Checker;
import co.loglife.flow.testing.ledger.Counts;
import co.loglife.flow.testing.ledger.Fault;
import co.loglife.flow.testing.ledger.Ledgers;
import co.loglife.flow.testing.ledger.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Load, faults, quiet, verdict: {@code FaultRun.withLoad(pipeline).fault("kill -9 router", killed(ROUTER,
 * 1)).verify()}. The shape is that of Kafka's own system tests; what is counted is in {@link Verdict}.
 */
final class FaultRun implements AutoCloseable {
    /** What is not in its final state so long after the last fault is lost. */
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Pipeline pipeline;
    private final FaultReport report;
    private final Random random;
    private final Load load;
    private final StatusReports statuses;
    private final LedgerReader ledgers;
    private final List<Fault> faults = new ArrayList<>();
    private final List<Instant> deaths = new ArrayList<>();
    private final Counts before;
    private String countersDiffer = "";

    private FaultRun(Pipeline pipeline, Load.Shape shape) throws IOException, InterruptedException {
        pipeline.awaitReady();
        this.pipeline = pipeline;
        this.report = new FaultReport(shape.seed());
        this.random = new Random(shape.seed());
        this.before = Counters.of(pipeline);
        this.ledgers = new LedgerReader(pipeline.kafka(), pipeline.topics());
        this.statuses = new StatusReports(pipeline.whatsApp(), pipeline.meta());
        this.load = new Load(shape, pipeline.meta(), pipeline.webClient());
    }

    /** Begins the load of the plan. */
    static FaultRun withLoad(Pipeline pipeline) throws IOException, InterruptedException {
        return withLoad(pipeline, FaultPlan.load());
    }

    static FaultRun withLoad(Pipeline pipeline, Load.Shape shape) throws IOException, InterruptedException {
        return new FaultRun(pipeline, shape);
    }

    /** After a second's worth of load in peace, breaks something and mends it. */
    FaultRun fault(String name, Breakage breakage) throws Exception {
        awaitAnswered(load.shape().perSecond());
        deaths.clear();
        Instant began = Instant.now();
        breakage.on(this);
        faults.add(new Fault(name, began, Instant.now(), deaths));
        return this;
    }

    /** The same, as often as the plan says. */
    FaultRun faults(String name, Breakage breakage) throws Exception {
        for (int round = 0; round < FaultPlan.ROUNDS; round++) {
            fault(name, breakage);
        }
        return this;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Load load() {
        return load;
    }

    /** Of the seed. */
    Random random() {
        return random;
    }

    /** A process has just stopped without a chance to finish: what it had under way may be doubled. */
    void died() {
        deaths.add(Instant.now());
        countersDiffer("a process ended");
    }

    /** Why the services' own counters cannot be those of the ledgers. */
    void countersDiffer(String why) {
        countersDiffer = why;
    }

    /** Something worth telling, which nothing depends on. */
    void tells(String fact) {
        report.tells(fact);
    }

    /** A fault has a length. */
    void lasts(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plus(PATIENCE)).until(() -> true);
    }

    /** Waits until ingress has taken so many more messages. */
    void awaitAnswered(int more) {
        int goal = load.answered() + more;
        Awaitility.await(more + " more messages are answered by ingress")
                .atMost(PATIENCE)
                .until(() -> load.answered() >= goal);
    }

    /** Waits until so many more messages have gone out, by one way only. */
    void awaitTaken(int more, boolean web) {
        long goal = taken(web) + more;
        Awaitility.await(more + " more messages are taken by WhatsApp")
                .atMost(PATIENCE)
                .until(() -> taken(web) >= goal);
    }

    private long taken(boolean web) {
        return calls().stream()
                .filter(call -> call.taken() && call.isWeb() == web)
                .count();
    }

    /** What WhatsApp has had of this load. */
    List<WhatsAppRecorder.Call> calls() {
        return pipeline.whatsApp().calls().stream()
                .filter(call -> call.outgoingId().startsWith(load.prefix()))
                .toList();
    }

    /** After another two seconds' worth of load, lets everything come to its end and says what must hold. */
    Verdict verify() throws Exception {
        awaitAnswered(2 * load.shape().perSecond());
        load.end();
        Verdict verdict = settled();
        Counts counted = Counters.of(pipeline).since(before);
        report.print(
                load,
                faults,
                read(),
                verdict,
                countersDiffer.isEmpty() ? counted.toString() : "not comparable: " + countersDiffer);
        report.requireNothing(verdict, pipeline.folder());
        if (countersDiffer.isEmpty()) {
            report.requireEqual(counted, verdict.counts());
        }
        return verdict;
    }

    private Verdict settled() {
        try {
            return Awaitility.await()
                    .atMost(SETTLES_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> Checker.check(read(), faults),
                            verdict -> verdict.lost().isEmpty()
                                    && verdict.unsettled().isEmpty()
                                    && verdict.counts().pending() == 0);
        } catch (ConditionTimeoutException e) { // then the verdict says what is missing
            return Checker.check(read(), faults);
        }
    }

    private Ledgers read() {
        return ledgers.of(load, pipeline.whatsApp().calls());
    }

    @Override
    public void close() {
        load.close();
        statuses.close();
        ledgers.close();
        pipeline.whatsApp().behavesWell();
    }
}

package co.loglife.flow.sender;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.sender.testing.SentLedger;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sender in a process of its own, killed and stopped under load. {@code -Dkills=10} repeats it as often. */
@Tag("broker")
final class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int USERS = 100;
    private static final int IN_FLIGHT = 64;
    private static final Duration LATENCY = Duration.ofMillis(100);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final SentLedger sent = new SentLedger();
    private final AtomicInteger produced = new AtomicInteger();
    private final List<Process> processes = new ArrayList<>();
    private final ScheduledExecutorService load = Executors.newScheduledThreadPool(1);
    private final ScheduledExecutorService meta = Executors.newScheduledThreadPool(1);

    @SuppressWarnings("NullAway.Init")
    private SenderFixture sender;

    @BeforeEach
    void open() throws InterruptedException {
        sender = new SenderFixture(KAFKA, 6);
    }

    @AfterEach
    void close() throws InterruptedException {
        load.shutdownNow();
        meta.shutdownNow();
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        sender.close();
    }

    @Test
    void losesAndDoublesNothingWhenStatusesArrive() throws Exception {
        sender.graph.behaves(request -> take(request, true));

        killUnderLoad();

        assertThat(sent.doubled()).isZero();
        assertThat(sent.outOfOrder()).isZero();
    }

    @Test
    void losesNothingAndDoublesOnlyWhatWasUnderWayWhenNoStatusArrives() throws Exception {
        sender.graph.behaves(request -> take(request, false));

        killUnderLoad();

        assertThat(sent.doubled()).isLessThanOrEqualTo(IN_FLIGHT * KILLS);
        assertThat(sent.outOfOrder()).isZero();
    }

    @Test
    void doublesNothingWhenItIsStopped() throws Exception {
        sender.graph.behaves(request -> take(request, false));
        Process first = fork();
        produce();
        awaitSent(200);
        first.destroy();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isZero();
        fork();
        stopProducing();

        awaitSent(produced.get());
        assertThat(sent.doubled()).isZero();
        assertThat(sent.outOfOrder()).isZero();
    }

    /** A process that stood still longer than its session sends nothing when it goes on: others have its partitions. */
    @Test
    void sendsNothingAfterItStoodStill() throws Exception {
        sender.graph.behaves(request -> take(request, true));
        Process frozen = fork();
        produce();
        awaitSent(200);
        signal(frozen, "STOP");
        fork();
        int before = sent.messages();
        patiently().until(() -> sent.messages() > before + 400); // the other one has taken over
        signal(frozen, "CONT");
        int after = sent.messages();
        patiently().until(() -> sent.messages() > after + 400);
        stopProducing();

        awaitSent(produced.get());
        assertThat(sent.doubled()).isZero();
        assertThat(sent.outOfOrder()).isZero();
    }

    private void killUnderLoad() throws Exception {
        Process process = fork();
        produce();
        for (int kill = 0; kill < KILLS; kill++) {
            awaitSent(sent.messages() + 300);
            process.destroyForcibly().waitFor();
            process = fork();
        }
        awaitSent(sent.messages() + 300);
        stopProducing();
        awaitSent(produced.get());
        System.out.printf(
                "kills %d, produced %d, lost %d, doubled %d, out of order %d%n",
                KILLS, produced.get(), produced.get() - sent.messages(), sent.doubled(), sent.outOfOrder());
    }

    /** The message is taken when its request has been read, whatever becomes of the answer; its status comes later. */
    private Reaction take(Heard request, boolean withStatus) {
        sent.took(request.json());
        if (withStatus) {
            var _ = meta.schedule(() -> sender.reportSent(request), 50, TimeUnit.MILLISECONDS);
        }
        return new Reaction.After(LATENCY, sender.graph.accept());
    }

    /** 200 messages a second, numbered within each conversation. */
    private void produce() {
        var _ = load.scheduleAtFixedRate(
                () -> {
                    int n = produced.getAndIncrement();
                    sender.send(aReply().withId("m" + n)
                            .to("1555000" + (1000 + n % USERS))
                            .saying(String.valueOf(n / USERS)));
                },
                0,
                5,
                TimeUnit.MILLISECONDS);
    }

    private void stopProducing() throws InterruptedException {
        load.shutdown();
        assertThat(load.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitSent(int messages) {
        patiently().until(() -> sent.messages() >= messages);
    }

    private Process fork() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "co.loglife.flow.sender.SenderMain");
        java.environment()
                .putAll(sender.environment(
                        Map.of("SEND_SETTLE_SECONDS", "10", "SENDER_IN_FLIGHT", String.valueOf(IN_FLIGHT))));
        File log = new File("target", "sender-" + processes.size() + ".log");
        Process process = java.redirectErrorStream(true).redirectOutput(log).start();
        processes.add(process);
        return process;
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }
}

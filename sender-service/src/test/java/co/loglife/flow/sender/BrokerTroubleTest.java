package co.loglife.flow.sender;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.sender.testing.SentLedger;
import co.loglife.flow.testing.BrokerProcess;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The broker is killed, and instances come and go, while 200 messages a second are to be sent. */
@Tag("broker")
final class BrokerTroubleTest {
    private static final int USERS = 100;
    private static final Duration LATENCY = Duration.ofMillis(100);

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final SentLedger sent = new SentLedger();
    private final AtomicInteger produced = new AtomicInteger();
    private final ScheduledExecutorService load = Executors.newScheduledThreadPool(1);
    private final ScheduledExecutorService meta = Executors.newScheduledThreadPool(1);

    @AfterEach
    void close() {
        load.shutdownNow();
        meta.shutdownNow();
    }

    @Test
    void goesOnWhenTheBrokerIsKilledAndComesBack(@TempDir Path folder) throws Exception {
        int port = EmbeddedBroker.freePort();
        TopicLayout topics = new TopicLayout("trouble.");
        try (BrokerProcess broker = BrokerProcess.start(port, folder.resolve("broker"))) {
            try (Admin admin =
                    Admin.create(KafkaSettings.at("127.0.0.1:" + port).admin(Map.of()))) {
                Topics.create(admin, topics, new Topics.Shape(6, (short) 1));
            }
            try (SenderFixture sender = new SenderFixture("127.0.0.1:" + port, topics)) {
                sender.graph.behaves(request -> take(sender, request));
                sender.start(Map.of("SEND_SETTLE_SECONDS", "10"));
                produce(sender);
                awaitSent(300);
                broker.kill();
                int before = sent.messages();
                broker.startAgain();
                awaitSent(before + 300);
                finish();
            }
        }
    }

    /** Instances are added and stopped at random moments, so that partitions move all the time. */
    @Test
    void keepsOrderAndSendsOnceWhileInstancesComeAndGo() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SenderFixture sender = new SenderFixture(KAFKA, 6)) {
            sender.graph.behaves(request -> take(sender, request));
            sender.start(Map.of("SEND_SETTLE_SECONDS", "10"));
            produce(sender);
            for (int change = 0; change < 4; change++) {
                Service another = sender.start(Map.of("SEND_SETTLE_SECONDS", "10"));
                awaitSent(sent.messages() + 100 + random.nextInt(300));
                sender.stop(another);
                awaitSent(sent.messages() + random.nextInt(200));
            }
            finish();
        }
    }

    private void finish() throws InterruptedException {
        load.shutdown();
        assertThat(load.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        awaitSent(produced.get());
        System.out.printf(
                "produced %d, lost %d, doubled %d, out of order %d%n",
                produced.get(), produced.get() - sent.messages(), sent.doubled(), sent.outOfOrder());
        assertThat(sent.doubled()).isZero();
        assertThat(sent.outOfOrder()).isZero();
    }

    private void awaitSent(int messages) {
        patiently().until(() -> sent.messages() >= messages);
    }

    private Reaction take(SenderFixture sender, Heard request) {
        sent.took(request.json());
        var _ = meta.schedule(() -> sender.reportSent(request), 50, TimeUnit.MILLISECONDS);
        return new Reaction.After(LATENCY, sender.graph.accept());
    }

    private void produce(SenderFixture sender) {
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
}

package co.loglife.flow.sender;

import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Delivery;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.sender.testing.SentLedger;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbered messages to many users while the Graph API fails at random in every way. */
@Tag("broker")
final class RandomFaultsTest {
    private static final int USERS = 50;
    private static final int EACH = 20;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final SentLedger sent = new SentLedger();

    @Test
    void keepsEveryUsersOrderAndSendsEachMessageOnce() throws InterruptedException {
        System.out.println("seed " + seed);
        try (SenderFixture sender = new SenderFixture(KAFKA, 6)) {
            sender.graph.behaves(request -> react(sender, request));
            for (int n = 0; n < EACH; n++) {
                for (int user = 0; user < USERS; user++) {
                    sender.send(message(user, n));
                }
            }
            sender.start(
                    Map.of("SEND_MAX_TRIES", "1000", "SEND_SETTLE_SECONDS", "30", "SEND_BACKOFF_MAX_SECONDS", "1"));

            patiently().until(() -> sent.messages() == USERS * EACH);
            sender.deliveries(all -> all.stream()
                            .filter(delivery -> delivery.state() == Delivery.State.ACCEPTED)
                            .count()
                    == USERS * EACH);
            assertThat(sent.doubled()).as("doubled, seed %d", seed).isZero();
            assertThat(sent.outOfOrder()).as("out of order, seed %d", seed).isZero();
        }
    }

    /** A fifth of the calls goes wrong; where the message was taken all the same, Meta's status says so. */
    private Reaction react(SenderFixture sender, Heard request) {
        int dice;
        synchronized (random) {
            dice = random.nextInt(100);
        }
        if (dice < 5) {
            return FakeGraph.error(400, 130429);
        } else if (dice < 8) {
            return FakeGraph.error(429, 613, Map.of("Retry-After", "1"));
        } else if (dice < 13) {
            return FakeGraph.error(500, 131000);
        }
        sent.took(request.json());
        if (dice < 17) {
            sender.reportSent(request);
            return dice < 15 ? new Reaction.Cut() : new Reaction.After(Duration.ofSeconds(10), sender.graph.accept());
        }
        return sender.graph.accept();
    }

    private static Outbox message(int user, int number) {
        return aReply().withId("u" + user + "-" + number)
                .to("155500000" + (10 + user))
                .saying(String.valueOf(number));
    }
}

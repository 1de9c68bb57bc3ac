package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.model.Delivery.State.RETRYING;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same id on the outgoing topic more than once. */
@Tag("broker")
final class OnceTest {
    private static final Outbox MESSAGE = aReply().withId("a").saying("one");
    private static final Outbox NEXT = aReply().withId("next").saying("two");

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @SuppressWarnings("NullAway.Init")
    private SenderFixture sender;

    @BeforeEach
    void open() throws InterruptedException {
        sender = new SenderFixture(KAFKA, 3);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    @Test
    void sendsARepeatedIdOnce() throws InterruptedException {
        sender.start(Map.of());
        sender.send(MESSAGE, MESSAGE, NEXT);

        sender.states("next", ACCEPTED);
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("one", "two");
    }

    @Test
    void sendsItOnceByTheWebToo() throws InterruptedException {
        sender.start(Map.of());
        sender.send(MESSAGE.via(ClientType.WEB), MESSAGE.via(ClientType.WEB), NEXT.via(ClientType.WEB));

        sender.states("next", ACCEPTED);
        assertThat(sender.web.sends()).hasSize(2);
    }

    @Test
    void remembersItOverARestart() throws InterruptedException {
        Service first = sender.start(Map.of());
        sender.send(MESSAGE);
        sender.states("a", ACCEPTED);
        sender.stop(first);
        sender.send(MESSAGE, NEXT);
        sender.start(Map.of());

        sender.states("next", ACCEPTED);
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("one", "two");
    }

    @Test
    void passesOverWhatIsNoDeliveryAtTheNextStart() throws InterruptedException {
        Service first = sender.start(Map.of());
        sender.send(MESSAGE);
        sender.states("a", ACCEPTED);
        sender.stop(first);
        sender.report(MESSAGE.build().user(), null);
        sender.report(MESSAGE.build().user(), "null".getBytes(StandardCharsets.UTF_8));
        sender.send(MESSAGE, NEXT);
        sender.start(Map.of());

        SenderFixture.patiently().until(() -> sender.graph.textsTo("+923001234567"), texts -> texts.contains("two"));
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("one", "two");
    }

    @Test
    void remembersItWhenPartitionsMove() throws InterruptedException {
        sender.start(Map.of());
        Outbox[] messages = IntStream.range(0, 60)
                .mapToObj(i -> aReply().withId("m" + i).to("155500000" + (10 + i % 30)))
                .toArray(Outbox[]::new);
        sender.send(messages);
        sender.deliveries(all -> accepted(all.stream()) == 60);
        Service second = sender.start(Map.of());
        SenderFixture.patiently().until(() -> second.notReady().isEmpty());

        sender.send(messages);
        Outbox[] next = IntStream.range(0, 30)
                .mapToObj(i -> aReply().withId("n" + i).to("155500000" + (10 + i)))
                .toArray(Outbox[]::new);
        sender.send(next);

        sender.deliveries(all -> accepted(all.stream()) == 90);
        assertThat(sender.graph.heard()).hasSize(90);
    }

    @Test
    void waitsForTheFirstToBeSettled() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Cut());
        sender.start(Map.of("SEND_SETTLE_SECONDS", "600"));
        sender.send(MESSAGE, MESSAGE, NEXT);
        sender.states("a", RETRYING);
        sender.graph.behaves(_ -> sender.graph.accept());
        sender.reportSent(MESSAGE);

        sender.states("next", ACCEPTED);
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("one", "two");
    }

    @Test
    void drivesADeadLetterAgainAndOnlyOnce() throws InterruptedException {
        sender.graph.behaves(_ -> FakeGraph.error(400, 131047));
        sender.start(Map.of());
        sender.send(MESSAGE);
        sender.states("a", DEAD_LETTERED);

        sender.graph.behaves(_ -> sender.graph.accept());
        sender.send(MESSAGE, MESSAGE, NEXT);

        sender.states("next", ACCEPTED);
        assertThat(sender.states("a", ACCEPTED)).endsWith(ACCEPTED).containsOnlyOnce(ACCEPTED);
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("one", "one", "two");
    }

    @Test
    void countsAnIdForOneUser() throws InterruptedException {
        sender.start(Map.of());
        sender.send(MESSAGE, MESSAGE.to("15550000001"), NEXT, NEXT.to("15550000001"));

        sender.deliveries(all -> accepted(all.stream()) == 4);
        assertThat(sender.graph.textsTo("+15550000001")).containsExactly("one", "two");
    }

    private static long accepted(java.util.stream.Stream<Delivery> deliveries) {
        return deliveries.filter(delivery -> delivery.state() == ACCEPTED).count();
    }
}

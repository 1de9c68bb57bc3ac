package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.ATTEMPTING;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.model.Delivery.State.RETRYING;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Reply;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.FakeWebClient;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sender on a real broker, WhatsApp's sides as fakes. */
@Tag("broker")
final class SendingTest {
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
    void sendsEachMessageByTheWayItNames() throws InterruptedException {
        sender.start(Map.of("WEB_CLIENT_TOKEN", "web-token"));
        sender.send(
                aReply().withId("a").saying("by the Business API"),
                aReply().withId("b").saying("by the Web").via(ClientType.WEB));

        assertThat(sender.states("a", ACCEPTED)).containsExactly(ATTEMPTING, ACCEPTED);
        assertThat(sender.states("b", ACCEPTED)).containsExactly(ATTEMPTING, ACCEPTED);
        Heard graph = sender.graph.heard().getFirst();
        assertThat(graph.path()).isEqualTo("/v24.0/106540352242922/messages");
        assertThat(graph.headers()).containsEntry("authorization", "Bearer test-token");
        assertThat(graph.json().path("to").asText()).isEqualTo("+923001234567");
        assertThat(graph.json().path("biz_opaque_callback_data").asText()).isEqualTo("a");
        Heard web = sender.web.sends().getFirst();
        assertThat(web.headers()).containsEntry("authorization", "Bearer web-token");
        assertThat(web.json().path("number").asText()).isEqualTo("923001234567");
        assertThat(web.json().path("message").asText()).isEqualTo("by the Web");
        assertThat(web.json().path("id").asText()).isEqualTo("b");
    }

    @Test
    void takesAnAddressWithASlashAtItsEnd() throws InterruptedException {
        sender.start(Map.of(
                "GRAPH_API_URL", sender.graph.uri() + "/",
                "WHATSAPP_API_URL", sender.web.uri() + "/"));
        sender.send(aReply().withId("a"), aReply().withId("b").via(ClientType.WEB));

        sender.states("a", ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(sender.graph.heard().getFirst().path()).isEqualTo("/v24.0/106540352242922/messages");
        assertThat(sender.web.sends().getFirst().path()).isEqualTo("/send-message");
    }

    @Test
    void showsButtonsAndListsOnTheBusinessApiAndNumbersOnTheWeb() throws InterruptedException {
        Reply buttons = new Reply.Buttons(
                null, "Sure?", null, List.of(new Reply.Option("yes", "Yes"), new Reply.Option("no", "No")));
        sender.start(Map.of());
        sender.send(
                aReply().withId("a").with(buttons),
                aReply().withId("b").with(buttons).via(ClientType.WEB));

        sender.states("a", ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(sender.graph
                        .heard()
                        .getFirst()
                        .json()
                        .at("/interactive/action/buttons/1/reply/title")
                        .asText())
                .isEqualTo("No");
        assertThat(sender.web.sends().getFirst().json().path("message").asText())
                .isEqualTo("Sure?\n1. Yes\n2. No");
    }

    @Test
    void keepsAUsersOrderWhileAnotherUserWaits() throws InterruptedException {
        sender.graph.behaves(request -> request.json().path("to").asText().equals("+15550000000")
                ? new Reaction.Silence()
                : sender.graph.accept());
        sender.start(Map.of("SEND_TIMEOUT_SECONDS", "60", "SEND_HAND_OVER_SECONDS", "0"));
        sender.send(aReply().withId("slow").to("15550000000"));
        List<String> texts =
                IntStream.range(0, 30).mapToObj(i -> "message " + i).toList();
        texts.forEach(text -> sender.send(aReply().withId(text).saying(text)));

        patiently().until(() -> sender.graph.textsTo("+923001234567").size() == 30);
        assertThat(sender.graph.textsTo("+923001234567")).isEqualTo(texts);
    }

    @Test
    void sendsEverythingThoughItsMemoryHoldsOnlyAPart() throws InterruptedException {
        for (int i = 0; i < 120; i++) {
            sender.send(aReply().withId("m" + i).to("155500000" + (10 + i % 7)).saying("text " + i));
        }
        sender.start(Map.of("SENDER_BUFFER", "4"));

        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 120);
        assertThat(sender.graph.heard()).hasSize(120);
        assertThat(sender.graph.textsTo("+15550000010"))
                .isEqualTo(IntStream.range(0, 120)
                        .filter(i -> i % 7 == 0)
                        .mapToObj(i -> "text " + i)
                        .toList());
    }

    @Test
    void triesAgainWhatMayPassBeforeTheNextMessageOfTheUser() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(_ -> calls.incrementAndGet() <= 2 ? FakeGraph.error(500, 131000) : sender.graph.accept());
        sender.start(Map.of());
        sender.send(aReply().withId("a").saying("first"), aReply().withId("b").saying("second"));

        assertThat(sender.states("b", ACCEPTED)).containsExactly(ATTEMPTING, ACCEPTED);
        assertThat(sender.states("a", ACCEPTED))
                .containsExactly(ATTEMPTING, RETRYING, ATTEMPTING, RETRYING, ATTEMPTING, ACCEPTED);
        assertThat(sender.graph.textsTo("+923001234567")).containsExactly("first", "first", "first", "second");
    }

    @Test
    void putsWhatIsRefusedAmongTheDeadLettersAndGoesOn() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(_ -> calls.incrementAndGet() == 1 ? FakeGraph.error(400, 131047) : sender.graph.accept());
        sender.start(Map.of());
        sender.send(
                aReply().withId("a").saying("too late"), aReply().withId("b").saying("next"));

        sender.states("b", ACCEPTED);
        assertThat(sender.states("a", DEAD_LETTERED)).containsExactly(ATTEMPTING, DEAD_LETTERED);
        ConsumerRecord<byte[], byte[]> letter = sender.deadLetters(1).getFirst();
        assertThat(letter.value())
                .isEqualTo(co.loglife.flow.model.Json.write(
                        aReply().withId("a").saying("too late").build()));
        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("rejected");
        assertThat(DeadLetter.header(letter.headers(), "reason")).contains("24-hour window");
        assertThat(DeadLetter.header(letter.headers(), "topic")).isEqualTo(sender.topics.prefix() + "outgoing");
    }

    @Test
    void givesUpAfterTheLastTry() throws InterruptedException {
        sender.graph.behaves(_ -> FakeGraph.error(500, 131000));
        sender.start(Map.of("SEND_MAX_TRIES", "3"));
        sender.send(aReply().withId("a"));

        assertThat(sender.states("a", DEAD_LETTERED))
                .containsExactly(ATTEMPTING, RETRYING, ATTEMPTING, RETRYING, ATTEMPTING, DEAD_LETTERED);
        assertThat(DeadLetter.header(sender.deadLetters(1).getFirst().headers(), "tries"))
                .isEqualTo("3");
    }

    @Test
    void putsGarbageAmongTheDeadLettersAndGoesOn() throws InterruptedException {
        byte[] key = "923001234567".getBytes(StandardCharsets.UTF_8);
        byte[] garbage = {1, 2, (byte) 0xff};
        sender.start(Map.of());
        var _ = sender.send(key, garbage);
        sender.send(aReply().withId("a"));

        assertThat(sender.states("a", ACCEPTED)).containsExactly(ATTEMPTING, ACCEPTED);
        ConsumerRecord<byte[], byte[]> letter = sender.deadLetters(1).getFirst();
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(letter.key()).isEqualTo(key);
        assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
    }

    @Test
    void doesNotSendWhatHasExpired() throws InterruptedException {
        sender.start(Map.of());
        sender.send(aReply().withId("a").expiring(Instant.parse("2026-03-02T10:00:00Z")));

        assertThat(sender.states("a", DEAD_LETTERED)).containsExactly(DEAD_LETTERED);
        assertThat(sender.graph.heard()).isEmpty();
    }

    @Test
    void doesNotSendWhatExpiresWhileItWaitsForItsTurn() throws InterruptedException {
        sender.start(Map.of("SEND_PAIR_BURST", "1", "SEND_PAIR_SECONDS", "4"));
        sender.send(
                aReply().withId("a"),
                aReply().withId("b").expiring(Instant.now().plusSeconds(2)));

        assertThat(sender.states("b", DEAD_LETTERED)).containsExactly(DEAD_LETTERED);
        assertThat(sender.graph.heard()).hasSize(1);
    }

    @Test
    void countsNoWaitAsAFailureAfterARestart() throws InterruptedException {
        sender.graph.behaves(_ -> FakeGraph.error(400, 130429));
        Service first = sender.start(Map.of("SEND_MAX_TRIES", "3"));
        sender.send(aReply().withId("a"));
        patiently().until(() -> sender.graph.heard().size() > 4);
        sender.stop(first);

        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(_ -> calls.incrementAndGet() == 1 ? FakeGraph.error(500, 131000) : sender.graph.accept());
        sender.start(Map.of("SEND_MAX_TRIES", "3"));

        assertThat(sender.states("a", ACCEPTED)).doesNotContain(DEAD_LETTERED);
    }

    @Test
    void sendsNothingTwiceAfterARestart() throws InterruptedException {
        Service first = sender.start(Map.of());
        for (int i = 0; i < 20; i++) {
            sender.send(aReply().withId("m" + i).to("1555000000" + i));
        }
        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 20);
        sender.stop(first);

        sender.start(Map.of());
        sender.send(aReply().withId("last"));
        sender.states("last", ACCEPTED);
        assertThat(sender.graph.heard()).hasSize(21);
    }

    @Test
    void takesFromTheLedgerWhatWasAcceptedThoughItsOffsetWasNotCommitted() throws InterruptedException {
        Outbox message = aReply().withId("a");
        sender.send(message);
        sender.start(Map.of());
        sender.states("a", ACCEPTED);
        sender.forgetOffsets();
        sender.start(Map.of());
        sender.send(aReply().withId("b").to("15550000001"));
        sender.states("b", ACCEPTED);

        assertThat(sender.graph.textsTo("+923001234567")).hasSize(1);
    }

    @Test
    void pausesOnlyTheWebWhileNobodyIsLoggedIn() throws InterruptedException {
        sender.web.behaves(_ -> FakeWebClient.notLoggedIn());
        sender.start(Map.of());
        sender.send(aReply().withId("w").via(ClientType.WEB), aReply().withId("g"));
        sender.states("g", ACCEPTED);
        patiently().until(() -> sender.web.sends().size() >= 2);

        sender.web.behaves(FakeWebClient::seeds);
        assertThat(sender.states("w", ACCEPTED)).doesNotContain(DEAD_LETTERED);
    }

    @Test
    void settlesAnUnknownOutcomeByTheStatusThatCarriesOurId() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Cut());
        sender.start(Map.of("SEND_SETTLE_SECONDS", "600"));
        sender.send(aReply().withId("a"), aReply().withId("b"));
        sender.states("a", RETRYING);
        sender.graph.behaves(_ -> sender.graph.accept());
        sender.reportSent(aReply().withId("a"));

        assertThat(sender.states("a", ACCEPTED)).containsExactly(ATTEMPTING, RETRYING, Delivery.State.SENT, ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(sender.graph.heard()).hasSize(2);
    }

    @Test
    void takesNoReportOnAnotherUsersMessageOfTheSameIdForEvidence() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Cut());
        sender.start(Map.of("SEND_UNSETTLED", "drop"));
        sender.send(aReply().withId("a"));
        sender.states("a", RETRYING);
        for (int i = 10; i < 30; i++) { // on every partition
            sender.reportSent(aReply().withId("a").to("155500000" + i));
        }

        assertThat(sender.states("a", DEAD_LETTERED)).doesNotContain(ACCEPTED);
    }

    @Test
    void notesAtTheNextStartWhatWhatsAppReportedMeanwhile() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Silence());
        Service first = sender.start(Map.of("SEND_HAND_OVER_SECONDS", "1"));
        sender.send(aReply().withId("a"), aReply().withId("b"));
        patiently().until(() -> sender.graph.heard().size() == 1);
        sender.stop(first);
        sender.reportSent(aReply().withId("a"));
        sender.graph.behaves(_ -> sender.graph.accept());
        sender.start(Map.of());

        assertThat(sender.states("a", ACCEPTED)).containsExactly(ATTEMPTING, Delivery.State.SENT, ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(sender.graph.heard()).hasSize(2);
    }

    @Test
    void sendsAgainWhenNoEvidenceComes() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(_ -> calls.incrementAndGet() == 1
                ? new Reaction.After(Duration.ofMillis(1), new Reaction.Cut())
                : sender.graph.accept());
        sender.start(Map.of("SEND_SETTLE_SECONDS", "1"));
        sender.send(aReply().withId("a"));

        assertThat(sender.states("a", ACCEPTED)).containsExactly(ATTEMPTING, RETRYING, RETRYING, ATTEMPTING, ACCEPTED);
    }

    @Test
    void dropsWhatHasNoEvidenceWhereThatIsThePolicy() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Cut());
        sender.start(Map.of("SEND_SETTLE_SECONDS", "1", "SEND_UNSETTLED", "drop"));
        sender.send(aReply().withId("a"));

        sender.states("a", DEAD_LETTERED);
        assertThat(DeadLetter.header(sender.deadLetters(1).getFirst().headers(), "class"))
                .isEqualTo("unknown");
        assertThat(sender.graph.heard()).hasSize(1);
    }
}

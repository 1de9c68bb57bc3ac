package co.loglife.flow.inspection.trace;

import static co.loglife.flow.inspection.Log.headers;
import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.Log;
import co.loglife.flow.inspection.Records;
import co.loglife.flow.inspection.log.Progress;
import co.loglife.flow.inspection.way.Hop;
import co.loglife.flow.inspection.way.Stage;
import co.loglife.flow.inspection.way.Way;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.State;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.User;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("broker")
final class TracerTest {
    private static final int MESSAGES = 400;
    private static final User BERTA = new User("15550001111");

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static Log log;

    /** Two users' messages, a second apart each, with one reply each, and a message that was carried. */
    @BeforeAll
    static void aDayOfTalk() throws Exception {
        log = new Log(KAFKA, 4);
        for (int i = 0; i < MESSAGES; i++) {
            said(i % 2 == 0 ? ANNA : BERTA, i, START.plusSeconds(i));
        }
        log.flush();
    }

    @AfterAll
    static void close() {
        log.close();
    }

    private static void said(User user, int number, Instant at) throws InterruptedException {
        String id = "id-" + number + "-";
        String trace = "00-" + number + "-01";
        IncomingMessage message = aMessage()
                .from(user.key())
                .withId(id)
                .at(at)
                .saying("hi " + number)
                .build();
        var _ = log.webhook(at, "{\"id\":\"" + id + "\"}", headers("traceparent", trace, "endpoint", "/webhook"));
        var _ = log.incoming(at.plusMillis(1), message, headers("traceparent", trace));
        var reply = log.outgoing(at.plusMillis(12), Records.outgoing(user, id + ":0", id));
        if (number % 100 != 50 && number % 100 != 51) {
            note(user, number, State.ATTEMPTING, at.plusMillis(20), "7");
            note(user, number, State.ACCEPTED, at.plusMillis(60), "7");
        } else {
            String offset = String.valueOf(Log.offset(reply));
            note(user, number, State.ATTEMPTING, at.plusMillis(20), offset);
            note(user, number, State.ACCEPTED, at.plusMillis(60), offset);
        }
        // WhatsApp's report names only its own id.
        var _ = log.delivery(at.plusMillis(900), Records.report(user, State.READ, provider(number), null), headers());
    }

    private static void note(User user, int number, State state, Instant at, String offset) {
        Delivery note = new Delivery(
                "id-" + number + "-:0",
                state,
                state == State.ACCEPTED ? provider(number) : null,
                1,
                at,
                null,
                co.loglife.flow.model.ClientType.BUSINESS_API,
                "1",
                user,
                null);
        var _ = log.delivery(at, note, headers("outgoing-offset", offset));
    }

    private static String provider(int number) {
        return "out-" + number + "-";
    }

    @ParameterizedTest
    @ValueSource(strings = {"id-150-", "id-150-:0", "out-150-"})
    void goesTheWholeWayFromAnyOfItsIds(String id) {
        Answer answer = trace(Question.about(id));

        assertThat(answer.ways()).hasSize(1);
        Way way = answer.ways().getFirst();
        assertThat(way.id()).isEqualTo("id-150-");
        assertThat(way.user()).contains(ANNA);
        assertThat(way.hops())
                .extracting(Hop::stage)
                .containsExactly(
                        Stage.WEBHOOK, Stage.INCOMING, Stage.REPLY, Stage.ATTEMPT, Stage.OUTCOME, Stage.STATUS);
        assertThat(way.hops())
                .extracting(hop -> hop.sinceStart().toMillis())
                .containsExactly(0L, 1L, 12L, 20L, 60L, 900L);
    }

    @Test
    void aUserHintIsTheOnlyPlaceLookedAt() {
        Question right = new Question("id-150-", Optional.of(ANNA), Optional.empty(), Optional.empty(), 10);
        Question wrong = new Question("id-150-", Optional.of(BERTA), Optional.empty(), Optional.empty(), 10);

        assertThat(trace(right).ways()).hasSize(1);
        assertThat(trace(wrong).ways()).isEmpty();
    }

    @Test
    void whatIsNowhereIsNotFound() {
        assertThat(trace(Question.about("id-15")).ways()).isEmpty(); // only the beginning of some
        assertThat(trace(Question.about("15550009999")).ways()).isEmpty();
    }

    @Test
    void aUsersNewestMessagesComeInTheirOrder() {
        List<Way> ways = trace(new Question("+1 555 000 1111", Optional.empty(), Optional.empty(), Optional.empty(), 3))
                .ways();

        assertThat(ways).extracting(Way::id).containsExactly("id-395-", "id-397-", "id-399-");
        assertThat(ways).allSatisfy(way -> assertThat(way.hops()).hasSize(6));
    }

    @Test
    void aUsersMessagesOfATimeAreFound() {
        Question tenSeconds = new Question(
                BERTA.key(),
                Optional.empty(),
                Optional.of(START.plusSeconds(100)),
                Optional.of(START.plusSeconds(110)),
                10);

        assertThat(trace(tenSeconds).ways())
                .extracting(Way::id)
                .containsExactly("id-101-", "id-103-", "id-105-", "id-107-", "id-109-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carried-1", "carried-1:0"})
    void followsAMessageThatWasCarriedToAnotherKey(String id) throws Exception {
        try (Log other = new Log(KAFKA, 4)) {
            IncomingMessage came =
                    aMessage().from("US.1349").withId("carried-1").at(START).build();
            var _ = other.incoming(START, came, headers());
            var _ = other.incoming(START.plusMillis(30), carried(came, ANNA), headers());
            var _ = other.outgoing(START.plusMillis(40), Records.reply(ANNA, "carried-1", 0));
            other.flush();
            try (Tracer tracer = Tracer.open(other.cluster())) {
                Way way = tracer.trace(Question.about(id), Progress.NONE).ways().getFirst();

                assertThat(way.hops())
                        .extracting(hop -> String.valueOf(hop.entry().key()))
                        .containsExactly("US.1349", ANNA.key(), ANNA.key());
                assertThat(way.user()).contains(ANNA);
            }
        }
    }

    private static IncomingMessage carried(IncomingMessage message, User to) {
        return new IncomingMessage(
                message.id(),
                message.clientType(),
                message.line(),
                message.sender(),
                to,
                message.address(),
                message.userId(),
                null,
                message.content(),
                null,
                message.sentAt(),
                message.receivedAt(),
                Map.of("carried_from", TextNode.valueOf(message.user().key()), "carried", IntNode.valueOf(1)));
    }

    private static Answer trace(Question question) {
        try (Tracer tracer = Tracer.open(log.cluster())) {
            return tracer.trace(question, Progress.NONE);
        }
    }
}

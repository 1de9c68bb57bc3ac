package co.loglife.flow.inspection.way;

import static co.loglife.flow.inspection.Records.ANNA;
import static co.loglife.flow.inspection.Records.START;
import static co.loglife.flow.inspection.Records.reply;
import static co.loglife.flow.inspection.Records.report;
import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.inspection.Records;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.Delivery.State;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.DeadLetter;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WaysTest {
    private static final Map<String, String> TRACE = Map.of("traceparent", "00-abc-01");
    private static final JsonNode PRICE = Json.mapper().createObjectNode().put("category", "service");

    private final List<Entry> records = new ArrayList<>();

    @Test
    void goesFromTheWebhookToTheLastReport() {
        aWholeWay();

        Way way = theOnlyWay();

        assertThat(way.id()).isEqualTo("wamid.1");
        assertThat(way.user()).contains(ANNA);
        assertThat(way.hops())
                .extracting(Hop::stage)
                .containsExactly(
                        Stage.WEBHOOK,
                        Stage.INCOMING,
                        Stage.REPLY,
                        Stage.ATTEMPT,
                        Stage.OUTCOME,
                        Stage.ATTEMPT,
                        Stage.OUTCOME,
                        Stage.STATUS,
                        Stage.STATUS);
        assertThat(way.hops())
                .extracting(hop -> hop.sincePrevious().toMillis())
                .containsExactly(0L, 1L, 11L, 8L, 40L, 1000L, 50L, 200L, 300L);
        assertThat(way.took()).isEqualTo(Duration.ofMillis(1610));
        assertThat(way.message())
                .hasValueSatisfying(said -> assertThat(said.rawMsg()).isEqualTo("hi"));
    }

    @Test
    void tellsAttemptsStatusesAndThePrice() {
        aWholeWay();

        ReplyWay reply = theOnlyWay().replies().getFirst();

        assertThat(reply.id()).isEqualTo("wamid.1:0");
        assertThat(reply.state()).contains(State.DELIVERED);
        assertThat(reply.providerId()).contains("wamid.out");
        assertThat(reply.attempts()).hasSize(2);
        assertThat(reply.attempts().getFirst().failure())
                .isEqualTo(new Delivery.Failure(131016, "Service unavailable", ErrorClass.TRANSIENT));
        assertThat(reply.attempts().getFirst().took()).contains(Duration.ofMillis(40));
        assertThat(reply.attempts().getLast().state()).contains(State.ACCEPTED);
        assertThat(reply.statuses()).extracting(Delivery::state).containsExactly(State.SENT, State.DELIVERED);
        assertThat(reply.pricing()).isEqualTo(PRICE);
    }

    @Test
    void isTheSameWhateverTheOrderAndHoweverOftenTheRecordsCome() {
        aWholeWay();
        Way expected = theOnlyWay();
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            List<Entry> shuffled = new ArrayList<>(records);
            shuffled.addAll(records.subList(0, random.nextInt(records.size())));
            Collections.shuffle(shuffled, random);

            assertThat(Ways.of(shuffled)).containsExactly(expected);
        }
    }

    @Test
    void beginsWithTheCauseWhateverTheClocksSay() {
        incoming("wamid.1", 100);
        put(Kind.OUTGOING, 90, Map.of(), new Body.Outgoing(reply(ANNA, "wamid.1", 0)));

        assertThat(theOnlyWay().hops()).extracting(Hop::stage).containsExactly(Stage.INCOMING, Stage.REPLY);
        assertThat(theOnlyWay().hops().getLast().sinceStart()).isEqualTo(Duration.ofMillis(-10));
    }

    @Test
    void keepsMessagesApart() {
        incoming("wamid.1", 0);
        incoming("wamid.2", 5);
        put(Kind.OUTGOING, 10, Map.of(), new Body.Outgoing(reply(ANNA, "wamid.2", 0)));
        put(Kind.OUTGOING, 11, Map.of(), new Body.Outgoing(reply(ANNA, "wamid.1", 0)));
        put(Kind.OUTGOING, 12, Map.of(), new Body.Outgoing(Records.outgoing(ANNA, "api-1", null)));

        List<Way> ways = Ways.of(records);

        assertThat(ways).extracting(Way::id).containsExactly("wamid.1", "wamid.2", "api-1");
        assertThat(ways.getFirst().replies()).extracting(ReplyWay::id).containsExactly("wamid.1:0");
    }

    @Test
    void aWebhookThatQuotesTheMessageIsNotItsWebhook() {
        byte[] quoting = "{\"context\":{\"id\":\"wamid.1\"}}".getBytes(StandardCharsets.UTF_8);
        incoming("wamid.1", 1);
        put(Kind.WEBHOOKS, 0, TRACE, new Body.Webhook("/whatsapp-incoming"));
        put(Kind.WEBHOOKS, 9, Map.of("traceparent", "00-def-01"), new Body.Webhook("/whatsapp-incoming"), quoting);

        assertThat(theOnlyWay().hops()).extracting(Hop::stage).containsExactly(Stage.WEBHOOK, Stage.INCOMING);
    }

    @Test
    void aMessageWithoutATraceFindsItsWebhookByItsId() {
        byte[] body = "{\"id\":\"wamid.1\"}".getBytes(StandardCharsets.UTF_8);
        put(Kind.WEBHOOKS, 0, Map.of(), new Body.Webhook("/webhook"), body);
        put(Kind.INCOMING, 1, Map.of(), new Body.Incoming(aMessage().build()));

        assertThat(theOnlyWay().hops()).extracting(Hop::stage).containsExactly(Stage.WEBHOOK, Stage.INCOMING);
    }

    @Test
    void showsWhatWasGivenUp() {
        incoming("wamid.1", 0);
        put(
                Kind.DEAD_LETTERS,
                3,
                TRACE,
                new Body.GivenUp(why("router"), new Body.Incoming(aMessage().build())));
        put(Kind.OUTGOING, 3, Map.of(), new Body.Outgoing(reply(ANNA, "wamid.1", 0)));
        note(State.ATTEMPTING, 1, 7, 10);
        note(State.DEAD_LETTERED, 1, 7, 20);
        put(
                Kind.DEAD_LETTERS,
                19,
                Map.of(),
                new Body.GivenUp(why("sender"), new Body.Outgoing(reply(ANNA, "wamid.1", 0))));

        Way way = theOnlyWay();

        assertThat(way.deadLetters()).hasSize(1);
        assertThat(way.replies().getFirst().deadLetters()).hasSize(1);
        assertThat(way.replies().getFirst().state()).contains(State.DEAD_LETTERED);
        assertThat(way.hops()).extracting(Hop::stage).contains(Stage.DEAD_LETTER);
    }

    @Test
    void triesOfARedrivenMessageAreTriesOfTheirOwn() {
        put(Kind.OUTGOING, 3, Map.of(), new Body.Outgoing(reply(ANNA, "wamid.1", 0)));
        note(State.ATTEMPTING, 1, 7, 10);
        note(State.DEAD_LETTERED, 1, 7, 20);
        note(State.ATTEMPTING, 1, 9, 500);
        note(State.ACCEPTED, 1, 9, 550);

        assertThat(theOnlyWay().replies().getFirst().attempts())
                .extracting(attempt -> attempt.state().orElseThrow())
                .containsExactly(State.DEAD_LETTERED, State.ACCEPTED);
        assertThat(theOnlyWay().replies().getFirst().state()).contains(State.ACCEPTED);
    }

    @Test
    void whatBelongsToNoMessageIsLeftOut() {
        put(Kind.INCOMING, 0, Map.of(), new Body.Unreadable("not JSON at byte 0"));
        put(Kind.WEBHOOKS, 0, Map.of(), new Body.Webhook("/webhook"));
        put(Kind.DEAD_LETTERS, 0, Map.of(), new Body.GivenUp(why("ingress"), new Body.Unreadable("")));

        assertThat(Ways.of(records)).isEmpty();
    }

    private void aWholeWay() {
        put(Kind.WEBHOOKS, 0, TRACE, new Body.Webhook("/whatsapp-incoming"));
        incoming("wamid.1", 1);
        put(Kind.OUTGOING, 12, TRACE, new Body.Outgoing(reply(ANNA, "wamid.1", 0)));
        note(State.ATTEMPTING, 1, 7, 20);
        note(State.RETRYING, 1, 7, 60);
        note(State.ATTEMPTING, 2, 7, 1060);
        note(State.ACCEPTED, 2, 7, 1110);
        put(Kind.DELIVERIES, 1310, Map.of(), new Body.Event(report(ANNA, State.SENT, "wamid.out", PRICE)));
        put(Kind.DELIVERIES, 1610, Map.of(), new Body.Event(report(ANNA, State.DELIVERED, "wamid.out", null)));
    }

    private Way theOnlyWay() {
        List<Way> ways = Ways.of(records);
        assertThat(ways).hasSize(1);
        return ways.getFirst();
    }

    private void incoming(String id, long millis) {
        put(
                Kind.INCOMING,
                millis,
                TRACE,
                new Body.Incoming(aMessage().withId(id).build()));
    }

    private void note(State state, int attempt, long offset, long millis) {
        put(
                Kind.DELIVERIES,
                millis,
                Map.of("outgoing-offset", String.valueOf(offset)),
                new Body.Event(Records.note(ANNA, "wamid.1:0", state, attempt)));
    }

    private static DeadLetter why(String service) {
        return new DeadLetter("it failed", ErrorClass.BUG, service, "whatsapp.incoming", 3, 1, 1, START);
    }

    private void put(Kind kind, long millis, Map<String, String> headers, Body body) {
        put(kind, millis, headers, body, null);
    }

    private void put(Kind kind, long millis, Map<String, String> headers, Body body, byte @Nullable [] value) {
        Place place = new Place(kind, "whatsapp." + kind.word(), 3, records.size(), START.plusMillis(millis));
        records.add(new Entry(place, kind == Kind.WEBHOOKS ? null : ANNA.key(), headers, value, body));
    }
}

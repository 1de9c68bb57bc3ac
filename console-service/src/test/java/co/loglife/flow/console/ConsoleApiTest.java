package co.loglife.flow.console;

import static co.loglife.flow.testing.MessageBuilder.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Delivery;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.OutgoingMessage;
import co.loglife.flow.model.Reply;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.testing.MessageBuilder;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The console's JSON, from the topics of a real broker. */
@Tag("broker")
final class ConsoleApiTest {
    private static final String USER = "15550001111";

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void aConversationIsAChatAndEachMessageHasItsWay() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            conversation(console);

            JsonNode list = console.await(
                    "/api/conversations",
                    found -> found.size() == 1
                            && found.at("/0/direction").asText().equals("outgoing"));
            assertThat(list.at("/0/name").asText()).isEqualTo("Ann");
            JsonNode chat = console.await(
                    "/api/conversation?user=" + USER,
                    found -> found.at("/bubbles/1/ticks").asText().equals("read"));
            assertThat(chat.at("/bubbles/0/text").asText()).isEqualTo("goals");
            JsonNode way = console.get("/api/way?user=%s&id=%s".formatted(USER, Console.encoded("wamid.a:0")))
                    .json();
            assertThat(way.path("hops").findValuesAsText("stage"))
                    .containsExactly("incoming", "reply", "attempt", "outcome", "attempt", "outcome", "status");
            assertThat(way.path("hops").findValuesAsText("topic"))
                    .containsExactly(
                            "incoming",
                            "outgoing",
                            "deliveries",
                            "deliveries",
                            "deliveries",
                            "deliveries",
                            "deliveries");
            assertThat(way.at("/hops/3/error/code").asInt()).isEqualTo(429);
            assertThat(way.at("/replies/0/attempts").asInt()).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoLongerRememberedIsFoundOnTheTopics() throws Exception {
        TopicLayout topics = KAFKA.freshTopics(3);
        try (Console before = new Console(KAFKA, topics, Map.of())) {
            conversation(before);
            before.await("/api/conversations", found -> found.size() == 1);
        }
        // A search without the user, and what is earlier than what is remembered, are answered by the topics.
        try (Console console = new Console(KAFKA, topics, Map.of("CONSOLE_MEMORY_MIB", "4"))) {
            JsonNode byId = console.get("/api/way?id=wamid.a").json();

            assertThat(byId.path("user").asText()).isEqualTo(USER);
            assertThat(console.get("/api/conversation?earlier=true&user=" + USER)
                            .json()
                            .path("whole")
                            .asBoolean())
                    .isTrue();
            assertThat(console.get("/api/way?user=%s&id=nobody".formatted(USER)).status())
                    .isEqualTo(404);
            assertThat(console.get("/api/conversation?user=15559999999").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void deadLettersAreGroupedByWhatWentWrong() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            for (int i = 0; i < 3; i++) {
                giveUp(console, "wamid." + i, "not on WhatsApp", i);
            }
            giveUp(console, "wamid.9", "token expired", 9);

            JsonNode view = console.await(
                    "/api/dead-letters", found -> found.path("waiting").asInt() == 4);
            assertThat(view.path("groups").findValuesAsText("reason"))
                    .containsExactlyInAnyOrder("not on WhatsApp", "token expired");
            assertThat(view.path("groups").findValuesAsText("waiting")).containsExactlyInAnyOrder("3", "1");
            assertThat(view.at("/groups/0/samples/0/user").asText()).isEqualTo(USER);
        }
    }

    @Test
    void aGroupIsSentBackOnceAndIsThenNoLongerWaiting() throws Exception {
        String body = "{\"reason\":\"not on WhatsApp\",\"class\":\"rejected\",\"service\":\"sender\"}";
        try (Console console = new Console(KAFKA, Map.of("CONSOLE_REDRIVE", "on"));
                TopicReader outgoing =
                        new TopicReader(KAFKA.settings(), console.topics().name(Kind.OUTGOING))) {
            giveUp(console, "wamid.1", "not on WhatsApp", 7);
            giveUp(console, "wamid.2", "not on WhatsApp", 8);
            giveUp(console, "wamid.3", "not on WhatsApp, says Meta", 9);
            console.await("/api/dead-letters", found -> found.path("waiting").asInt() == 3);

            JsonNode done = console.post("/api/redrive", body, "Content-Type", "application/json")
                    .json();

            assertThat(done.path("redriven").asInt()).isEqualTo(2);
            assertThat(outgoing.await(2))
                    .hasSize(2)
                    .allSatisfy(record -> assertThat(record.headers().lastHeader("redrive.from"))
                            .isNotNull());
            JsonNode view = console.await(
                    "/api/dead-letters", found -> found.path("waiting").asInt() == 1);
            assertThat(view.path("groups").findValuesAsText("redriven")).containsExactlyInAnyOrder("0", "2");
            JsonNode again = console.post("/api/redrive", body, "Content-Type", "application/json")
                    .json();
            assertThat(again.path("redriven").asInt()).isZero();
            assertThat(again.path("skipped").asInt()).isEqualTo(2);
        }
    }

    @Test
    void tellsWhoWatchesWhatHappens() throws Exception {
        try (Console console = new Console(KAFKA, Map.of());
                BufferedReader events = console.events()) {
            assertThat(next(events, "ready")).contains("history");
            conversation(console);

            assertThat(next(events, "changed")).contains(USER);
            String stats = next(events, "stats");
            while (!stats.contains("\"broker\":\"up\"") || !stats.contains("\"retries\":1,")) {
                stats = next(events, "stats");
            }
        }
    }

    @Test
    void movesNobodysOffsetsAndMakesNoGroup() throws Exception {
        try (Console console = new Console(KAFKA, Map.of());
                Admin admin = Admin.create(KAFKA.settings().admin(Map.of()))) {
            conversation(console);
            console.await("/api/conversations", found -> found.size() == 1);

            assertThat(admin.listGroups().all().get())
                    .noneMatch(
                            group -> group.groupId().startsWith(console.topics().prefix()));
        }
    }

    @Test
    void refusesWhatIsNoQuestion() throws Exception {
        try (Console console = new Console(KAFKA, Map.of())) {
            assertThat(console.get("/api/way").status()).isEqualTo(400);
            assertThat(console.get("/api/conversation?user=nonsense!").status()).isEqualTo(400);
            assertThat(console.get("/api/way?id=" + "x".repeat(600)).status()).isEqualTo(400);
            assertThat(console.get("/api/nothing").status()).isEqualTo(404);
            assertThat(console.get("/live").status()).isEqualTo(200);
            assertThat(console.get("/ready").status()).isEqualTo(200);
            assertThat(console.get("/metrics").text()).contains("flow_console_watchers");
        }
    }

    /** "goals", an answer that went out at the second attempt, and was read. */
    private static void conversation(Console console) throws Exception {
        MessageBuilder said = aMessage()
                .withId("wamid.a")
                .from(USER)
                .named("Ann")
                .saying("goals")
                .at(Instant.now());
        OutgoingMessage reply =
                Records.outgoing(USER, "wamid.a", 0, ClientType.BUSINESS_API, new Reply.Text("Your goals"));
        console.write(Kind.INCOMING, USER, said.build());
        console.write(Kind.OUTGOING, USER, reply);
        deliver(console, reply, Delivery.State.ATTEMPTING, 1, null);
        deliver(
                console,
                reply,
                Delivery.State.RETRYING,
                1,
                new Delivery.Failure(429, "too many requests", ErrorClass.THROTTLED));
        deliver(console, reply, Delivery.State.ATTEMPTING, 2, null);
        deliver(console, reply, Delivery.State.ACCEPTED, 2, null);
        deliver(console, reply, Delivery.State.READ, 0, null);
    }

    private static void deliver(
            Console console,
            OutgoingMessage reply,
            Delivery.State state,
            int attempt,
            Delivery.@org.jspecify.annotations.Nullable Failure failure)
            throws Exception {
        console.write(
                Kind.DELIVERIES,
                USER,
                new Delivery(
                        reply.id(),
                        state,
                        state.isSettled() ? "wamid.out" : null,
                        attempt,
                        Instant.now(),
                        failure,
                        reply.clientType(),
                        reply.line(),
                        reply.user(),
                        null));
    }

    private static void giveUp(Console console, String id, String reason, long offset) throws Exception {
        OutgoingMessage reply = Records.outgoing(USER, id, 0, ClientType.BUSINESS_API, new Reply.Text("hello"));
        Header[] headers = new DeadLetter(
                        reason,
                        ErrorClass.REJECTED,
                        "sender",
                        console.topics().name(Kind.OUTGOING),
                        0,
                        offset,
                        1,
                        Instant.now())
                .on(new RecordHeaders())
                .toArray();
        console.write(Kind.DEAD_LETTERS, USER, reply, headers);
    }

    /** The data of the next event of a type. */
    private static String next(BufferedReader events, String type) throws Exception {
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            if (line.equals("event: " + type)) {
                return events.readLine();
            }
        }
        throw new AssertionError("the stream ended before an event " + type);
    }
}

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
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.FakeWebClient;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.sender.testing.SentLedger;
import co.loglife.flow.testing.Heard;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong at WhatsApp's side, and whom it may hold up. */
@Tag("broker")
final class FaultsTest {
    private static final String ONE = "15550000001";
    private static final String OTHER = "15550000002";

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
    void holdsOnlyThePairThatHadTooMuch() throws InterruptedException {
        sender.graph.behaves(request -> isTo(request, ONE) ? FakeGraph.error(400, 131056) : sender.graph.accept());
        sender.start(Map.of());
        sender.send(aReply().withId("held").to(ONE));
        sender.states("held", RETRYING);
        for (int i = 0; i < 20; i++) {
            sender.send(aReply().withId("free" + i).to(OTHER));
        }
        sender.states("free19", ACCEPTED);

        sender.graph.behaves(_ -> sender.graph.accept());
        sender.states("held", ACCEPTED);
    }

    @Test
    void doesNotTryAgainBeforeTheTimeItWasAskedToWait() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(request -> isTo(request, ONE) && calls.incrementAndGet() == 1
                ? FakeGraph.error(429, 613, Map.of("Retry-After", "2"))
                : sender.graph.accept());
        sender.start(Map.of());
        sender.send(aReply().withId("a").to(ONE), aReply().withId("b").to(OTHER));

        sender.states("a", ACCEPTED);
        List<Heard> tries = sender.graph.heard().stream()
                .filter(request -> isTo(request, ONE))
                .toList();
        assertThat(Duration.ofNanos(tries.getLast().nanos() - tries.getFirst().nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void probesAnApiThatIsDownAndGivesNothingUp() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Answer(500, "<html>down</html>"));
        sender.start(Map.of("SEND_MAX_TRIES", "3", "SENDER_IN_FLIGHT", "8"));
        for (int i = 0; i < 40; i++) {
            sender.send(aReply().withId("m" + i).to("155500000" + (10 + i % 20)).saying(String.valueOf(i / 20)));
        }
        // Well beyond the tries of single messages, while it is down; the calls under way when it was seen come first.
        patiently().until(() -> sender.graph.heard().size() >= 16);
        List<Heard> probes = sender.graph.heard().subList(12, 16);
        SentLedger sent = new SentLedger();
        sender.graph.behaves(request -> {
            sent.took(request.json());
            return sender.graph.accept();
        });

        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 40);
        assertThat(sender.deliveries(_ -> true)).noneMatch(d -> d.state() == DEAD_LETTERED);
        assertThat(sent.outOfOrder()).isZero();
        for (int i = 1; i < probes.size(); i++) { // never more than one a second
            assertThat(probes.get(i).nanos() - probes.get(i - 1).nanos())
                    .isGreaterThan(Duration.ofMillis(900).toNanos());
        }
    }

    static Stream<Arguments> silences() {
        return Stream.of(
                Arguments.of("no answer", new Reaction.Silence()),
                Arguments.of("one byte now and then", new Reaction.Drip(Duration.ofMillis(200))),
                Arguments.of("cut after reading", new Reaction.Cut()),
                Arguments.of("reset after reading", new Reaction.Reset()),
                Arguments.of("garbage", new Reaction.Raw("\u0000\u0001garbage\r\n\r\n")),
                Arguments.of("cut within the body", new Reaction.Raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{")),
                Arguments.of("a page instead of JSON", new Reaction.Answer(200, "<html>")),
                Arguments.of("ten megabytes", new Reaction.Answer(200, "x".repeat(10 << 20))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("silences")
    void takesASilenceForUnknownAndNeverRepeatsTheCallBySilence(String name, Reaction silence)
            throws InterruptedException {
        sender.graph.behaves(_ -> silence);
        sender.start(Map.of("SEND_SETTLE_SECONDS", "1", "SEND_UNSETTLED", "drop"));
        sender.send(aReply().withId("a"));

        List<Delivery.State> states = sender.states("a", DEAD_LETTERED);
        assertThat(states).as(name).contains(RETRYING);
        assertThat(sender.graph.heard()).hasSize(1);
    }

    @Test
    void stopsWhenTheTokenIsRefusedAndGoesOnWithANewOne(@TempDir Path folder) throws IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "old");
        sender.graph.behaves(request -> "Bearer new".equals(request.headers().get("authorization"))
                ? sender.graph.accept()
                : FakeGraph.error(401, 190));
        Service running =
                sender.start(Map.of("WHATSAPP_ACCESS_TOKEN", "", "WHATSAPP_ACCESS_TOKEN_FILE", token.toString()));
        sender.send(
                aReply().withId("a"),
                aReply().withId("b").to(ONE),
                aReply().withId("w").via(ClientType.WEB));

        patiently().until(() -> running.notReady().isPresent());
        assertThat(running.notReady().orElseThrow()).contains("WHATSAPP_ACCESS_TOKEN");
        sender.states("w", ACCEPTED);
        assertThat(get(running, "/ready").statusCode()).isEqualTo(503);
        assertThat(get(running, "/metrics").body().lines().filter(line -> line.startsWith("flow_sender_stopped")))
                .anyMatch(line -> line.contains("scope=\"token\"") && line.endsWith(" 1.0"));
        Files.writeString(token, "new");
        Files.setLastModifiedTime(token, FileTime.from(Instant.now().plusSeconds(5)));

        sender.states("a", ACCEPTED);
        sender.states("b", ACCEPTED);
        assertThat(running.notReady()).isEmpty();
        assertThat(get(running, "/ready").statusCode()).isEqualTo(200);
        assertThat(sender.deliveries(_ -> true)).noneMatch(d -> d.state() == DEAD_LETTERED);
    }

    private static HttpResponse<String> get(Service running, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + running.port() + path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void holdsTheBusinessApiWithoutATokenAndSendsByTheWeb() throws InterruptedException {
        Service running = sender.start(Map.of("WHATSAPP_ACCESS_TOKEN", ""));
        assertThat(running.notReady().orElse("")).doesNotContain("WHATSAPP_ACCESS_TOKEN");
        sender.send(aReply().withId("g"), aReply().withId("w").via(ClientType.WEB));

        sender.states("w", ACCEPTED);
        patiently().until(() -> running.notReady().isPresent());
        assertThat(sender.graph.heard()).isEmpty();
    }

    @Test
    void waitsForAWebClientThatIsGone() throws InterruptedException {
        int port = sender.web.port();
        sender.web.close();
        sender.start(Map.of());
        sender.send(aReply().withId("w").via(ClientType.WEB), aReply().withId("g"));
        sender.states("w", RETRYING);
        sender.states("g", ACCEPTED);

        try (FakeWebClient back = new FakeWebClient(port)) {
            assertThat(sender.states("w", ACCEPTED)).doesNotContain(DEAD_LETTERED);
            assertThat(back.sends()).hasSize(1);
        }
    }

    @Test
    void asksTheWebClientWhatItRemembers() throws InterruptedException {
        sender.web.behaves(request -> request.method().equals("POST")
                ? new Reaction.Cut()
                : new Reaction.Answer(200, "{\"id\":\"w\",\"state\":\"sent\",\"message_id\":\"3EB0\"}"));
        sender.start(Map.of("SEND_SETTLE_SECONDS", "600"));
        sender.send(aReply().withId("w").via(ClientType.WEB));

        sender.states("w", ACCEPTED);
        assertThat(sender.web.sends()).hasSize(1);
        assertThat(sender.deliveries(_ -> true)).anyMatch(d -> "3EB0".equals(d.providerId()));
    }

    @Test
    void givesUpInTheEndWhatTheWebClientNeverAnswersAndNeverSends() throws InterruptedException {
        sender.web.behaves(request -> request.method().equals("POST")
                ? new Reaction.Cut()
                : new Reaction.Answer(200, "{\"id\":\"w\",\"state\":\"failed\"}"));
        sender.start(Map.of("SEND_MAX_TRIES", "3"));
        sender.send(aReply().withId("w").via(ClientType.WEB));

        sender.states("w", DEAD_LETTERED);
        assertThat(sender.web.sends()).hasSize(3);
    }

    /** Numbers that WhatsApp Web does not find are each given up, however many come in a row. */
    @Test
    void givesUpMessagesThatTheWebClientCannotPlaceAndGoesOn() throws InterruptedException {
        sender.web.behaves(request -> request.json().path("number").asText().equals(ONE)
                ? FakeWebClient.seeds(request)
                : new Reaction.Answer(500, "{\"error\":\"Failed to send message\",\"details\":\"No LID for user\"}"));
        sender.start(Map.of());
        for (int i = 0; i < 5; i++) {
            sender.send(aReply().withId("w" + i).to("155500000" + (10 + i)).via(ClientType.WEB));
        }
        sender.deliveries(
                all -> all.stream().filter(d -> d.state() == DEAD_LETTERED).count() == 5);
        sender.send(aReply().withId("w").to(ONE).via(ClientType.WEB));

        sender.states("w", ACCEPTED);
        assertThat(sender.web.sends()).hasSize(16);
    }

    /** One message at a time and account, while the Business API goes on as ever. */
    @Test
    void waitsForAWebClientThatTakesItsTime() throws InterruptedException {
        AtomicLong free = new AtomicLong(System.nanoTime());
        long slot = Duration.ofMillis(300).toNanos();
        sender.web.behaves(request -> {
            long now = System.nanoTime();
            long until = free.updateAndGet(before -> Math.max(before, now) + slot);
            return new Reaction.After(Duration.ofNanos(until - now), FakeWebClient.seeds(request));
        });
        sender.start(Map.of("SEND_WEB_TIMEOUT_SECONDS", "60"));
        for (int i = 0; i < 20; i++) {
            sender.send(aReply().withId("w" + i).to("155500000" + (10 + i)).via(ClientType.WEB));
        }
        for (int i = 0; i < 100; i++) {
            sender.send(aReply().withId("g" + i).to("155500000" + (10 + i % 50)));
        }

        List<Delivery> all = sender.deliveries(seen -> seen.stream()
                        .filter(d -> d.state() == ACCEPTED && d.clientType() == ClientType.BUSINESS_API)
                        .count()
                == 100);
        assertThat(all.stream().filter(d -> d.state() == ACCEPTED && d.clientType() == ClientType.WEB))
                .hasSizeLessThan(20);
        sender.deliveries(
                seen -> seen.stream().filter(d -> d.state() == ACCEPTED).count() == 120);
        assertThat(sender.web.sends()).hasSize(20);
    }

    /** It restarts its browser, answers nothing and remembers nothing: only the policy is left. */
    @Test
    void sendsAgainByAnOriginalWebClientThatHung() throws InterruptedException {
        AtomicInteger posts = new AtomicInteger();
        sender.web.behaves(request -> request.method().equals("POST") && posts.incrementAndGet() == 1
                ? new Reaction.Silence()
                : FakeWebClient.seeds(request));
        sender.start(Map.of("SEND_WEB_TIMEOUT_SECONDS", "1", "SEND_SETTLE_SECONDS", "1"));
        sender.send(aReply().withId("w").via(ClientType.WEB));

        assertThat(sender.states("w", ACCEPTED)).doesNotContain(DEAD_LETTERED).contains(RETRYING);
        assertThat(sender.web.sends()).hasSize(2);
    }

    @Test
    void givesUpWhatIsTooLargeForTheOriginalWebClient() throws InterruptedException {
        sender.web.behaves(request -> request.body().length() > 2000
                ? new Reaction.Answer(413, "<pre>PayloadTooLargeError</pre>")
                : FakeWebClient.seeds(request));
        sender.start(Map.of());
        sender.send(
                aReply().withId("large").saying("x".repeat(4000)).via(ClientType.WEB),
                aReply().withId("w").via(ClientType.WEB));

        sender.states("w", ACCEPTED);
        assertThat(sender.states("large", DEAD_LETTERED)).containsExactly(ATTEMPTING, DEAD_LETTERED);
    }

    @Test
    void keepsGoingThroughPoison() throws InterruptedException {
        sender.start(Map.of());
        byte[][] poison = {
            {0, 1, 2}, {}, "null".getBytes(StandardCharsets.UTF_8), "{\"id\":1}".getBytes(StandardCharsets.UTF_8)
        };
        for (int i = 0; i < 100; i++) {
            sender.send(aReply().withId("m" + i).to("155500000" + (10 + i % 20)));
            if (i % 25 == 0) {
                var _ = sender.send("15550000010".getBytes(StandardCharsets.UTF_8), poison[i / 25]);
            }
        }

        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 100);
        assertThat(sender.deadLetters(4)).extracting(letter -> letter.value()).containsExactlyInAnyOrder(poison);
    }

    /** An operator's topics may take less than ours do. */
    @Test
    void cutsADeadLetterThatItsTopicDoesNotTakeAndGoesOn() throws Exception {
        ConfigResource letters =
                new ConfigResource(ConfigResource.Type.TOPIC, sender.topics.name(TopicLayout.Kind.DEAD_LETTERS));
        try (Admin admin = Admin.create(KAFKA.settings().admin(Map.of()))) {
            AlterConfigOp less =
                    new AlterConfigOp(new ConfigEntry("max.message.bytes", "2000"), AlterConfigOp.OpType.SET);
            admin.incrementalAlterConfigs(Map.of(letters, List.of(less))).all().get();
        }
        byte[] garbage = "x".repeat(5000).getBytes(StandardCharsets.UTF_8);
        byte[] key = ONE.getBytes(StandardCharsets.UTF_8);
        RecordMetadata written = sender.send(key, garbage).get();
        sender.start(Map.of());

        ConsumerRecord<byte[], byte[]> letter = sender.deadLetters(1).getFirst();
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(garbage, 1250));
        assertThat(letter.key()).isEqualTo(key);
        assertThat(DeadLetter.header(letter.headers(), "reason")).startsWith("cut to 1250 bytes: ");
        patiently().until(() -> sender.committed(written.partition()) == written.offset() + 1);
    }

    @Test
    void letsNoOtherUserWaitForASlowOne() throws InterruptedException {
        sender.graph.behaves(request -> isTo(request, ONE)
                ? new Reaction.After(Duration.ofSeconds(30), sender.graph.accept())
                : sender.graph.accept());
        sender.start(Map.of("SEND_TIMEOUT_SECONDS", "60", "SEND_HAND_OVER_SECONDS", "0"));
        sender.send(aReply().withId("slow").to(ONE));
        patiently().until(() -> sender.graph.heard().size() == 1);
        for (int i = 0; i < 200; i++) {
            sender.send(aReply().withId("fast" + i).to("155500000" + (10 + i % 50)));
        }

        List<Delivery> all = sender.deliveries(
                seen -> seen.stream().filter(d -> d.state() == ACCEPTED).count() == 200);
        assertThat(all).noneMatch(d -> "slow".equals(d.outgoingId()) && d.state() == ACCEPTED);
    }

    @Test
    void sendsTheTemplateOnceWhereTheWindowIsClosed() throws InterruptedException {
        sender.graph.behaves(request -> request.json().path("type").asText().equals("template")
                ? sender.graph.accept()
                : FakeGraph.error(400, 131047));
        sender.start(Map.of("SEND_WINDOW_TEMPLATE", "come_back:en"));
        sender.send(aReply().withId("a"));

        sender.states("a", ACCEPTED);
        assertThat(sender.graph.heard())
                .extracting(request -> request.json().path("type").asText())
                .containsExactly("text", "template");
    }

    @Test
    void showsThatItTypesBeforeTheFirstReply() throws InterruptedException {
        sender.graph.behaves(request ->
                request.json().has("status") ? new Reaction.Answer(200, "{\"success\":true}") : sender.graph.accept());
        sender.start(Map.of("SEND_READ_RECEIPTS", "typing"));
        sender.send(aReply().withId("wamid.1:0"), aReply().withId("wamid.1:1"));

        sender.states("wamid.1:1", ACCEPTED);
        patiently().until(() -> sender.graph.heard().size() == 3);
        Heard read = sender.graph.heard().stream()
                .filter(request -> request.json().has("status"))
                .findFirst()
                .orElseThrow();
        assertThat(read.json().path("message_id").asText()).isEqualTo("wamid.1");
        assertThat(read.json().at("/typing_indicator/type").asText()).isEqualTo("text");
    }

    @Test
    void marksAsReadWithoutShowingThatItTypes() throws InterruptedException {
        sender.graph.behaves(request ->
                request.json().has("status") ? new Reaction.Answer(200, "{\"success\":true}") : sender.graph.accept());
        sender.start(Map.of("SEND_READ_RECEIPTS", "read"));
        sender.send(aReply().withId("wamid.1:0"));

        sender.states("wamid.1:0", ACCEPTED);
        patiently().until(() -> sender.graph.heard().size() == 2);
        assertThat(sender.graph.heard())
                .filteredOn(request -> request.json().has("status"))
                .singleElement()
                .satisfies(
                        read -> assertThat(read.json().has("typing_indicator")).isFalse());
    }

    @Test
    void marksNothingAsReadUnlessToldTo() throws InterruptedException {
        sender.start(Map.of());
        sender.send(aReply().withId("wamid.1:0"), aReply().withId("wamid.1:1"));

        sender.states("wamid.1:1", ACCEPTED);
        assertThat(sender.graph.heard())
                .hasSize(2)
                .noneMatch(request -> request.json().has("status"));
    }

    @Test
    void sendsThoughItCannotMarkAsRead() throws InterruptedException {
        sender.graph.behaves(
                request -> request.json().has("status") ? FakeGraph.error(401, 190) : sender.graph.accept());
        Service running = sender.start(Map.of("SEND_READ_RECEIPTS", "read"));
        sender.send(aReply().withId("wamid.1:0"), aReply().withId("wamid.1:1"));

        assertThat(sender.states("wamid.1:0", ACCEPTED)).containsExactly(ATTEMPTING, ACCEPTED);
        sender.states("wamid.1:1", ACCEPTED);
        patiently().until(() -> sender.graph.heard().size() == 3);
        assertThat(running.notReady()).isEmpty();
    }

    @Test
    void slowsANumberDownThatHadTooMuch() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(_ -> calls.incrementAndGet() <= 4 ? FakeGraph.error(400, 130429) : sender.graph.accept());
        sender.start(Map.of("SEND_PER_SECOND", "200"));
        Outbox[] messages = Stream.iterate(0, i -> i + 1)
                .limit(30)
                .map(i -> aReply().withId("m" + i).to("155500000" + (10 + i)))
                .toArray(Outbox[]::new);
        sender.send(messages);

        sender.deliveries(all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == 30);
        assertThat(sender.deliveries(_ -> true)).noneMatch(d -> d.state() == DEAD_LETTERED);
        // Four times halved it is 12 a second: what took a twentieth of one takes most of one.
        List<Heard> heard = sender.graph.heard();
        assertThat(Duration.ofNanos(
                        heard.getLast().nanos() - heard.get(heard.size() - 11).nanos()))
                .isGreaterThan(Duration.ofMillis(500));
    }

    private static boolean isTo(Heard request, String user) {
        return request.json().path("to").asText().equals("+" + user);
    }
}

package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.model.Delivery.State.DEAD_LETTERED;
import static co.loglife.flow.model.Delivery.State.RETRYING;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static co.loglife.flow.sender.testing.SenderFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.sender.testing.FakeGraph;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.testing.Reaction;
import co.loglife.flow.testing.RealKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Whom the sender talks to, and what it keeps to itself. */
@Tag("broker")
final class NetworkTest {
    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @SuppressWarnings("NullAway.Init")
    private SenderFixture sender;

    @BeforeEach
    void open() throws InterruptedException {
        sender = new SenderFixture(KAFKA, 1);
    }

    @AfterEach
    void close() {
        sender.close();
    }

    /** A token that followed a redirect would be somebody else's. */
    @Test
    void followsNoRedirect() throws InterruptedException {
        try (FakeGraph elsewhere = new FakeGraph()) {
            sender.graph.behaves(
                    _ -> new Reaction.Answer(307, Map.of("Location", elsewhere.uri() + "/v24.0/1/messages"), ""));
            sender.start(Map.of());
            sender.send(aReply().withId("a"));

            sender.states("a", RETRYING);
            assertThat(elsewhere.heard()).isEmpty();
        }
    }

    @Test
    void keepsTokensNumbersAndTextsToItself() throws Exception {
        String token = "EAAcanaryTOKEN0123456789";
        String webToken = "canary-web-token-0123456789";
        String number = "15550009876";
        String text = "canary: the doctor said it is serious";
        ListAppender<ILoggingEvent> lines = listenToEverything();
        AtomicInteger calls = new AtomicInteger();
        sender.graph.behaves(request -> switch (calls.incrementAndGet()) {
            case 1 -> FakeGraph.error(500, 131000);
            case 2 -> new Reaction.Cut();
            case 3 -> FakeGraph.error(429, 613, Map.of("Retry-After", "1"));
            case 4 ->
                new Reaction.Answer(
                        400,
                        "{\"error\":{\"message\":\"(#131026) no\",\"code\":131026," + "\"error_data\":\"" + text
                                + "\"}}");
            default -> sender.graph.accept();
        });
        int port = sender.start(Map.of(
                        "WHATSAPP_ACCESS_TOKEN", token, "WEB_CLIENT_TOKEN", webToken, "SEND_SETTLE_SECONDS", "1"))
                .port();
        sender.send(
                aReply().withId("a").to(number).saying(text),
                aReply().withId("b").to(number).saying(text),
                aReply().withId("w").to(number).saying(text).via(ClientType.WEB));
        sender.states("a", DEAD_LETTERED);
        sender.states("b", ACCEPTED);
        sender.states("w", ACCEPTED);
        String metrics = get(port, "/metrics");

        String log = lines.list.stream()
                .map(event -> event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
        assertThat(List.of(log, metrics, get(port, "/ready")))
                .allSatisfy(output -> assertThat(output)
                        .doesNotContain(token)
                        .doesNotContain(webToken)
                        .doesNotContain(number)
                        .doesNotContain(text));
        assertThat(log).contains("Message given up");
        assertThat(sender.deadLetters(1).getFirst().headers())
                .noneSatisfy(header -> assertThat(new String(header.value(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("canary"));
        assertThat(sender.deliveries(_ -> true).toString())
                .doesNotContain("canary")
                .doesNotContain(token);
    }

    /** The connection is kept from message to message. */
    @Test
    void usesItsConnectionsAgain() throws InterruptedException {
        sender.start(Map.of());
        for (int i = 0; i < 20; i++) {
            sender.send(aReply().withId("m" + i));
        }

        sender.states("m19", ACCEPTED);
        assertThat(sender.graph.connections()).isLessThan(3);
    }

    @Test
    void endsACallWithinItsDeadlineHoweverSlowlyBytesCome() throws InterruptedException {
        sender.graph.behaves(_ -> new Reaction.Drip(Duration.ofMillis(50)));
        sender.start(Map.of("SEND_TIMEOUT_SECONDS", "1", "SEND_SETTLE_SECONDS", "0", "SEND_UNSETTLED", "drop"));
        sender.send(aReply().withId("a"));

        assertThat(sender.states("a", DEAD_LETTERED)).contains(RETRYING);
        patiently().until(() -> sender.graph.count() == 1);
    }

    private static String get(int port, String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static ListAppender<ILoggingEvent> listenToEverything() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.setContext(context);
        lines.start();
        Logger ours = context.getLogger("co.loglife.flow");
        ours.setLevel(Level.DEBUG);
        ours.addAppender(lines);
        return lines;
    }
}

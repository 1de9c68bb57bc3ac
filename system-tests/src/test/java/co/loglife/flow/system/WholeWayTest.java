package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.DeadLetter;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the webhook to the call at WhatsApp, by both ways at once. Each test speaks as users of its own. */
@Tag("system")
final class WholeWayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static Pipeline pipeline;
    private static ServiceProcess ingress;

    @BeforeAll
    static void start() throws Exception {
        pipeline = new Pipeline(KAFKA, 3);
        ingress = pipeline.start(ServiceProcess.Kind.INGRESS);
        pipeline.start(ServiceProcess.Kind.ROUTER);
        pipeline.start(ServiceProcess.Kind.SENDER);
        pipeline.awaitReady();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void theSeedsPayloadLeavesToTheWebClientAndMetasToTheGraphApi() throws Exception {
        HttpResponse<String> answer = post(
                "/webhook",
                "{\"sender\":\"15550003001@c.us\",\"raw_msg\":\"help\",\"msg_type\":\"chat\",\"client_type\":\"whatsapp\"}");
        pipeline.meta().deliver(Webhooks.text("wamid.whole-way.1", "15550003002", "help"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true,\"message\":\"\",\"data\":{}}");
        WhatsAppRecorder.Call web = callTo("15550003001");
        assertThat(web.path()).isEqualTo("/send-message");
        assertThat(web.body().path("message").asText()).isNotEmpty();
        WhatsAppRecorder.Call graph = callTo("+15550003002");
        assertThat(graph.path()).endsWith("/" + Pipeline.LINE + "/messages");
        assertThat(graph.authorization()).isEqualTo("Bearer " + Pipeline.TOKEN);
        assertThat(graph.body().path("type").asText()).isEqualTo("text");
        assertThat(graph.body().path("biz_opaque_callback_data").asText()).isEqualTo("wamid.whole-way.1:0");
    }

    @Test
    void aMenuIsButtonsOnTheBusinessApiAndWordsToTypeOnTheWeb() throws Exception {
        post(
                "/webhook",
                "{\"sender\":\"15550003003\",\"raw_msg\":\"menu\",\"msg_type\":\"chat\",\"client_type\":\"whatsapp\"}");
        pipeline.meta().deliver(Webhooks.text("wamid.menu.1", "15550003004", "menu"));

        assertThat(callTo("15550003003").body().path("message").asText()).contains("1", "2", "3");
        assertThat(callTo("+15550003004")
                        .body()
                        .path("interactive")
                        .path("action")
                        .path("buttons")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void theSameWebhookPostedFiveTimesAtOnceGivesOneReply() throws Exception {
        byte[] body = Webhooks.text("wamid.five.1", "15550003005", "help");
        Webhooks meta = pipeline.meta();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> once = () -> meta.status(body);
            threads.invokeAll(List.of(once, once, once, once, once))
                    .forEach(status -> assertThat(status.resultNow()).isEqualTo(200));
        }
        meta.deliver(Webhooks.text("wamid.five.2", "15550003005", "help"));

        // The reply to the later message comes after all that the five could cause.
        await("wamid.five.2:0");
        assertThat(pipeline.whatsApp().calls())
                .filteredOn(call -> call.recipient().equals("+15550003005"))
                .extracting(WhatsAppRecorder.Call::outgoingId)
                .containsExactly("wamid.five.1:0", "wamid.five.2:0");
    }

    @Test
    void whatIsNotSignedRightIsRefusedAndNothingAppended() throws Exception {
        byte[] body = Webhooks.text("wamid.forged.1", "15550003006", "help");
        Webhooks forger = Webhooks.ofMeta("another secret", () -> ingress.url("/whatsapp-incoming"));

        assertThat(forger.status(body)).isEqualTo(401);
        assertThat(post("/whatsapp-incoming", "{}").statusCode()).isEqualTo(401);
        pipeline.meta().deliver(Webhooks.text("wamid.honest.1", "15550003006", "help"));

        await("wamid.honest.1:0");
        assertThat(pipeline.whatsApp().times()).doesNotContainKey("wamid.forged.1:0");
    }

    @ParameterizedTest
    @EnumSource(
            value = TopicLayout.Kind.class,
            names = {"INCOMING", "OUTGOING"})
    void garbageBecomesADeadLetterAndWhatFollowsFlowsOn(TopicLayout.Kind kind) throws Exception {
        byte[] garbage = ("not a record, on " + kind).getBytes(StandardCharsets.UTF_8);
        String user = kind == TopicLayout.Kind.INCOMING ? "15550003007" : "15550003008";
        append(pipeline.topics().name(kind), user, garbage);
        pipeline.meta().deliver(Webhooks.text("wamid.after." + kind, user, "help"));

        await("wamid.after." + kind + ":0");
        try (TopicReader letters =
                new TopicReader(KAFKA.settings(), pipeline.topics().name(TopicLayout.Kind.DEAD_LETTERS))) {
            var letter =
                    letters.await(found -> found.stream().anyMatch(record -> isFrom(kind, record.headers()))).stream()
                            .filter(record -> isFrom(kind, record.headers()))
                            .findFirst()
                            .orElseThrow();
            assertThat(letter.value()).isEqualTo(garbage);
            assertThat(DeadLetter.header(letter.headers(), "class")).isEqualTo("poison");
            assertThat(DeadLetter.header(letter.headers(), "reason"))
                    .isNotBlank()
                    .doesNotContain("not a record");
        }
    }

    private static boolean isFrom(TopicLayout.Kind kind, org.apache.kafka.common.header.Headers headers) {
        return pipeline.topics().name(kind).equals(DeadLetter.header(headers, "topic"));
    }

    private static void append(String topic, String key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                    .get();
        }
    }

    private static void await(String outgoingId) {
        Awaitility.await(outgoingId)
                .atMost(PATIENCE)
                .until(() -> pipeline.whatsApp().times().containsKey(outgoingId));
    }

    private static WhatsAppRecorder.Call callTo(String recipient) {
        return Awaitility.await("a call to " + recipient)
                .atMost(PATIENCE)
                .until(
                        () -> pipeline.whatsApp().calls().stream()
                                .filter(call -> call.recipient().equals(recipient))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        URI uri = ingress.url(path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}

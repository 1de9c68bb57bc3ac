package co.loglife.flow.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.trace.TraceContext;
import co.loglife.flow.runtime.trace.TraceHeaders;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator sees of a pipeline at work: metrics, traces, logs. */
@Tag("system")
final class ObservedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What a user said, and who: nowhere but in records. */
    private static final String CANARY = "canary-of-the-tests-7f3a";

    private static final String NUMBER = "15550009871";

    /** In an unreadable record. */
    private static final String GARBAGE = CANARY + " " + NUMBER + "\r\n\u001b[31mERROR forged\u2028\u202e";

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    private static TraceCollector collector;
    private static Pipeline pipeline;
    private static Map<String, ServiceProcess> services;

    @BeforeAll
    static void work() throws Exception {
        collector = new TraceCollector();
        pipeline = new Pipeline(
                KAFKA,
                3,
                Map.of(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        collector.url(),
                        "OTEL_BSP_SCHEDULE_DELAY",
                        "100",
                        "LOG_FORMAT",
                        "json",
                        "WEBHOOK_TOKEN",
                        "webhook-token-of-the-tests"));
        services = Map.of(
                "ingress", pipeline.start(ServiceProcess.Kind.INGRESS),
                "router", pipeline.start(ServiceProcess.Kind.ROUTER),
                "sender", pipeline.start(ServiceProcess.Kind.SENDER));
        pipeline.awaitReady();
        pipeline.meta().deliver(Webhooks.text("wamid.seen.1", NUMBER, CANARY));
        pipeline.meta().deliver(Webhooks.text("wamid.seen.2", NUMBER, "help"));
        Webhooks.ofMeta("another secret", () -> ingress("/whatsapp-incoming"))
                .status(Webhooks.text("wamid.forged", NUMBER, CANARY));
        append(TopicLayout.Kind.INCOMING, GARBAGE);
        append(TopicLayout.Kind.OUTGOING, GARBAGE);
        post(
                "/webhook",
                "{\"client_type\":\"web\",\"sender\":\"" + NUMBER + "\",\"msg_type\":\"chat\",\"raw_msg\":\"" + CANARY
                        + "\"}");
        post("/webhook", "no JSON but " + CANARY + " " + NUMBER);
        await("wamid.seen.1:0");
        await("wamid.seen.2:0");
        Awaitility.await("a send by the Web client")
                .atMost(PATIENCE)
                .until(() -> pipeline.whatsApp().calls().stream().anyMatch(WhatsAppRecorder.Call::isWeb));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
        collector.close();
    }

    @Test
    void oneTraceLeadsFromTheWebhookToTheCallAtTheGraphApi() throws Exception {
        WhatsAppRecorder.Call call = pipeline.whatsApp().calls().stream()
                .filter(each -> each.outgoingId().equals("wamid.seen.2:0"))
                .findFirst()
                .orElseThrow();
        TraceContext atGraph = TraceContext.of(call.traceParent(), null);
        assertThat(atGraph).as("traceparent of the call").isNotNull();

        Map<String, TraceCollector.Span> byName = Awaitility.await("all spans of the trace")
                .atMost(PATIENCE)
                .until(
                        () -> collector.ofTrace(atGraph.traceId()).stream()
                                .collect(Collectors.toMap(TraceCollector.Span::name, Function.identity(), (a, _) -> a)),
                        found -> found.keySet()
                                .containsAll(Set.of(
                                        "POST /whatsapp-incoming",
                                        "process " + pipeline.topics().name(TopicLayout.Kind.INCOMING),
                                        "send",
                                        "attempt")));
        TraceCollector.Span webhook = requireNonNull(byName.get("POST /whatsapp-incoming"));
        TraceCollector.Span turn =
                requireNonNull(byName.get("process " + pipeline.topics().name(TopicLayout.Kind.INCOMING)));
        TraceCollector.Span send = requireNonNull(byName.get("send"));
        TraceCollector.Span attempt = requireNonNull(byName.get("attempt"));
        assertThat(webhook.service()).isEqualTo("loglife-flow-ingress");
        assertThat(webhook.parent()).isEmpty();
        assertThat(turn.service()).isEqualTo("loglife-flow-router");
        assertThat(turn.parent()).isEqualTo(webhook.id());
        assertThat(turn.links()).containsExactly(webhook.id());
        assertThat(send.service()).isEqualTo("loglife-flow-sender");
        assertThat(send.parent()).isEqualTo(turn.id());
        assertThat(send.links()).containsExactly(turn.id());
        assertThat(attempt.parent()).isEqualTo(send.id());
        assertThat(atGraph.spanId()).isEqualTo(attempt.id());
    }

    @Test
    void theRecordsOfEveryTopicCarryTheTrace() throws Exception {
        for (TopicLayout.Kind kind :
                List.of(TopicLayout.Kind.WEBHOOKS, TopicLayout.Kind.INCOMING, TopicLayout.Kind.OUTGOING)) {
            assertThat(records(kind))
                    .as(kind.word())
                    .filteredOn(record -> !text(record).startsWith(CANARY))
                    .isNotEmpty()
                    .allSatisfy(record ->
                            assertThat(TraceHeaders.of(record.headers())).isNotNull());
        }
        assertThat(records(TopicLayout.Kind.DELIVERIES))
                .isNotEmpty()
                .allSatisfy(
                        record -> assertThat(TraceHeaders.of(record.headers())).isNotNull());
    }

    @Test
    void theCountersAgreeWithWhatHappened() throws Exception {
        Scrape ingress = scrape("ingress");
        Scrape router = scrape("router");
        Scrape sender = scrape("sender");

        assertThat(ingress.sum("flow_ingress_signature_rejected_total", Map.of()))
                .isEqualTo(1);
        assertThat(ingress.sum("flow_ingress_normalized_total", Map.of("type", "message")))
                .isEqualTo(3);
        assertThat(ingress.sum("flow_hop_seconds_count", Map.of("hop", "webhook_stored")))
                .isEqualTo(3);
        assertThat(router.sum("flow_hop_seconds_count", Map.of("hop", "incoming_outgoing")))
                .isEqualTo(3);
        assertThat(router.sum("flow_dead_letters_total", Map.of("class", "poison")))
                .isEqualTo(1);
        assertThat(sender.sum("flow_dead_letters_total", Map.of("class", "poison")))
                .isEqualTo(1);
        double accepted = sender.sum("flow_sender_attempts_seconds_count", Map.of("outcome", "accepted"));
        assertThat(accepted).isEqualTo(pipeline.whatsApp().calls().size());
        assertThat(sender.sum("flow_way_seconds_count", Map.of())).isEqualTo(accepted);
        assertThat(sender.sum("flow_hop_seconds_count", Map.of("hop", "outgoing_attempt")))
                .isEqualTo(accepted);
        assertThat(sender.sum("flow_sender_stopped", Map.of())).isZero();
    }

    @Test
    void whatIsNotDoneShowsAsLagUntilItIs() {
        for (String service : List.of("router", "sender")) {
            Awaitility.await("no lag in " + service)
                    .atMost(PATIENCE)
                    .until(
                            () -> scrape(service),
                            scrape -> scrape.sum("flow_group_lag_records", Map.of()) == 0
                                    && scrape.sum("flow_group_oldest_seconds", Map.of()) == 0);
        }
    }

    /** Kafka's own appear within half a minute; the first collection when the JVM wants. */
    @Test
    void theDocumentNamesEveryMetricThereIs() throws Exception {
        Set<String> documented = MetricsDocument.names();
        Set<String> seen = new TreeSet<>();
        Awaitility.await("every metric of the document")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (String service : services.keySet()) {
                        seen.addAll(MetricsDocument.families(scrape(service)));
                    }
                    seen.add("jvm_gc_pause_seconds");
                    assertThat(seen).containsAll(documented);
                });

        assertThat(documented).containsAll(seen);
    }

    @Test
    void noLabelHasValuesWithoutEnd() throws Exception {
        Set<String> known = MetricsDocument.labels();
        for (String service : services.keySet()) {
            Scrape scrape = scrape(service);
            scrape.labels().forEach((label, values) -> {
                assertThat(known).as("labels of " + service).contains(label);
                assertThat(values).as(label + " of " + service).hasSizeLessThanOrEqualTo(60);
                assertThat(values)
                        .as(label + " of " + service)
                        .noneMatch(value -> value.contains(NUMBER) || value.contains("wamid"));
            });
            assertThat(scrape.samples()).as("series of " + service).hasSizeLessThan(1_000);
        }
    }

    @Test
    void everyQueryOfTheDashboardAndTheAlertsFindsItsMetrics() throws Exception {
        Map<String, String> queries = Queries.all();
        assertThat(queries).hasSizeGreaterThan(30);
        Set<String> there = new TreeSet<>(MetricsDocument.ofTheWebClient());
        there.addAll(Set.of(
                "up", "jvm_gc_pause_seconds_sum")); // Prometheus' own; and the first collection may not have been
        Awaitility.await("what the queries ask for")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    for (String service : services.keySet()) {
                        there.addAll(scrape(service).names());
                    }
                    assertThat(queries)
                            .allSatisfy((where, query) ->
                                    assertThat(there).as(where).containsAll(Queries.metrics(query)));
                });
    }

    @Test
    void logsAreOneObjectALineAndShowNobodysWords() throws Exception {
        for (String service : services.keySet()) {
            List<String> lines = services.get(service)
                    .printed()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .toList();
            assertThat(lines)
                    .as(service)
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(Json.mapper().readTree(line).has("message"))
                            .isTrue());
            assertThat(services.get(service).printed())
                    .as(service)
                    .doesNotContain(CANARY, NUMBER, Pipeline.SECRET, Pipeline.TOKEN, "verify-token-of-the-tests")
                    .doesNotContain("webhook-token-of-the-tests", "\u001b[31m", "\u2028", "\u202e");
        }
    }

    @Test
    void metricsAndReasonsOfDeadLettersShowNobodysWords() throws Exception {
        Map<String, String> outputs = new HashMap<>();
        for (String service : services.keySet()) {
            outputs.put(
                    "metrics of " + service,
                    requireNonNull(services.get(service)).metrics());
        }
        for (ConsumerRecord<byte[], byte[]> letter : records(TopicLayout.Kind.DEAD_LETTERS)) {
            for (Header header : letter.headers()) {
                outputs.put(
                        header.key() + " at " + letter.partition() + ":" + letter.offset(),
                        new String(header.value(), StandardCharsets.UTF_8));
            }
        }

        assertThat(outputs)
                .hasSizeGreaterThan(services.size())
                .allSatisfy((where, text) ->
                        assertThat(text).as(where).doesNotContain(CANARY, NUMBER, Pipeline.SECRET, Pipeline.TOKEN));
    }

    private static Scrape scrape(String service) throws Exception {
        return Scrape.of(requireNonNull(services.get(service)).metrics());
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicLayout.Kind kind) throws Exception {
        try (TopicReader reader =
                new TopicReader(KAFKA.settings(), pipeline.topics().name(kind))) {
            return List.copyOf(reader.await(found -> !found.isEmpty()));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private static void append(TopicLayout.Kind kind, String value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(KAFKA.settings().producer(Map.of()))) {
            producer.send(new ProducerRecord<>(
                            pipeline.topics().name(kind),
                            NUMBER.getBytes(StandardCharsets.UTF_8),
                            value.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private static void await(String outgoingId) {
        Awaitility.await(outgoingId)
                .atMost(PATIENCE)
                .until(() -> pipeline.whatsApp().times().containsKey(outgoingId));
    }

    private static URI ingress(String path) {
        return requireNonNull(services.get("ingress")).url(path);
    }

    private static void post(String path, String body) throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(ingress(path))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer webhook-token-of-the-tests")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }
}

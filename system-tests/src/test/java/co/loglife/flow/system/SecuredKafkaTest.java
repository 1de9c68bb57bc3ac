package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker with TLS, passwords and no right that was not given: the parts come in by their environment alone, what
 * {@code ./flow acls --yes} gives is enough for everything they do, and none of it is given for nothing.
 */
@Tag("system")
final class SecuredKafkaTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicLayout TOPICS = new TopicLayout(TopicLayout.DEFAULT_PREFIX);
    private static final String OLD = "15550006001";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static SecuredKafka kafka;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        kafka = SecuredKafka.start(
                folder.resolve("kafka"),
                List.of("flow-ingress", "flow-router", "flow-sender", "flow-topics", "flow-nobody"));
        assertThat(run(Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.master().bootstrapServers()), "acls", "--yes"))
                .contains("rights of 6 users are given");
        Map<String, String> three = new HashMap<>(kafka.environment("flow-topics"));
        three.put("TOPIC_PARTITIONS", "3");
        assertThat(run(three, "topics")).contains("whatsapp.incoming");
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void theRightsAreEnoughForAllThatThePartsDoAndNoneIsGivenForNothing() throws Exception {
        try (WhatsAppRecorder whatsApp = new WhatsAppRecorder();
                ServiceProcess ingress = start(ServiceProcess.Kind.INGRESS, "flow-ingress", whatsApp);
                ServiceProcess router = start(ServiceProcess.Kind.ROUTER, "flow-router", whatsApp);
                ServiceProcess sender = start(ServiceProcess.Kind.SENDER, "flow-sender", whatsApp)) {
            List.of(ingress, router, sender).forEach(ServiceProcess::awaitReady);
            Webhooks meta = Webhooks.ofMeta(Pipeline.SECRET, () -> ingress.url("/whatsapp-incoming"));

            meta.deliver(Webhooks.text("wamid.secured.1", OLD, "help"));
            meta.deliver(
                    change("\"messages\":[" + message("wamid.secured.2", "\"from_user_id\":\"US.1349120865530274\",")
                            + ",{\"type\":\"text\"}]"));
            assertThat(post(
                            ingress.url("/webhook"),
                            "{\"sender\":\"15550006002\",\"raw_msg\":\"help\",\"msg_type\":\"chat\"}"))
                    .isEqualTo(200);
            assertThat(post(
                            ingress.url("/messages"),
                            "{\"recipient\":\"15550006003\",\"message\":\"Hello\",\"client_type\":\"business_api\"}"))
                    .isLessThan(300);
            garbage(Kind.INCOMING);
            garbage(Kind.OUTGOING);
            Awaitility.await("replies by both ways")
                    .atMost(PATIENCE)
                    .until(() -> whatsApp.calls().stream().anyMatch(WhatsAppRecorder.Call::isWeb)
                            && whatsApp.times().containsKey("wamid.secured.2:0"));
            meta.deliver(change("\"statuses\":[{\"id\":\"wamid.out.wamid.secured.1:0\",\"status\":\"delivered\","
                    + "\"timestamp\":\"1772442001\",\"recipient_id\":\"" + OLD
                    + "\",\"biz_opaque_callback_data\":\"wamid.secured.1:0\"}]"));
            meta.deliver(change("\"messages\":["
                    + notice(
                            "wamid.secured.3",
                            "\"type\":\"user_changed_user_id\"," + "\"user_id\":\"US.1349120865530275\"")
                    + "," + notice("wamid.secured.4", "\"type\":\"user_changed_number\",\"wa_id\":\"15550006009\"")
                    + "]"));
            await(
                    "the event of the status",
                    () -> at(Kind.DELIVERIES).stream().anyMatch(event -> event.contains("delivered")));
            // What the router wrote of its state, and the sender's ledger since its last commit, are read at a start.
            assertThat(router.stop()).isZero();
            assertThat(sender.stop()).isZero();
            router.startAgain();
            sender.startAgain();

            Awaitility.await("every right of the three services is used")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(unused()).isEmpty());
            assertThat(RecordingAuthorizer.asked(AuthorizationResult.DENIED))
                    .filteredOn(asked -> List.of("flow-ingress", "flow-router", "flow-sender")
                            .contains(asked.user()))
                    .isEmpty();
        }
    }

    /** Rights of the services that nothing has asked for yet. */
    private static List<String> unused() throws Exception {
        List<RecordingAuthorizer.Asked> allowed = RecordingAuthorizer.asked(AuthorizationResult.ALLOWED);
        List<String> unused = new ArrayList<>();
        try (Admin admin = Admin.create(kafka.master().admin(Map.of()))) {
            Collection<AclBinding> given =
                    admin.describeAcls(AclBindingFilter.ANY).values().get();
            for (AclBinding right : given) {
                String user = right.entry().principal().replace("User:", "");
                boolean isService =
                        List.of("flow-ingress", "flow-router", "flow-sender").contains(user);
                if (isService
                        && allowed.stream().noneMatch(asked -> asked.user().equals(user) && uses(asked, right))) {
                    unused.add(right.toString());
                }
            }
        }
        return unused;
    }

    private static boolean uses(RecordingAuthorizer.Asked asked, AclBinding right) {
        String name = right.pattern().name();
        return asked.operation() == right.entry().operation()
                && asked.type() == right.pattern().resourceType()
                && (right.pattern().patternType() == PatternType.PREFIXED
                        ? asked.name().startsWith(name)
                        : asked.name().equals(name));
    }

    @Test
    void aUserWithoutRightsAndAWrongPasswordAreRefusedInOneLine() throws Exception {
        Map<String, String> nobody = new HashMap<>(kafka.environment("flow-nobody"));
        nobody.put("STARTUP_WAIT_SECONDS", "0");
        Map<String, String> sender = new HashMap<>(kafka.environment("flow-sender"));
        Map<String, String> liar = new HashMap<>(kafka.environment("flow-ingress", "guessed"));

        assertRefused(nobody, "ingress", "topics missing, or not to be seen by this Kafka user");
        sender.put("STARTUP_WAIT_SECONDS", "0");
        assertRefused(sender, "ingress", "this Kafka user may not: WRITE whatsapp.webhooks, WRITE whatsapp.incoming");
        assertRefused(liar, "router", "do not accept each other (KAFKA_SASL_…, KAFKA_SSL_…)");
    }

    private static void assertRefused(Map<String, String> env, String part, String why) throws Exception {
        try (FlowCommand command = FlowCommand.start(env, part)) {
            assertThat(command.exitCode()).as(command.printed()).isEqualTo(2);
            assertThat(command.printed().lines().filter(line -> line.startsWith(part + ":")))
                    .singleElement()
                    .asString()
                    .contains(why);
        }
    }

    private static ServiceProcess start(ServiceProcess.Kind kind, String user, WhatsAppRecorder whatsApp)
            throws Exception {
        Map<String, String> env = new HashMap<>(kafka.environment(user));
        env.put("STATE_DIR", folder.resolve(user).toString());
        env.put("WHATSAPP_APP_SECRET", Pipeline.SECRET);
        env.put("WHATSAPP_ACCESS_TOKEN", Pipeline.TOKEN);
        env.put("WHATSAPP_PHONE_NUMBER_ID", Pipeline.LINE);
        env.put("WHATSAPP_API_URL", whatsApp.webUrl());
        env.put("GRAPH_API_URL", whatsApp.graphUrl());
        return ServiceProcess.start(kind, env, folder.resolve(user + ".log"));
    }

    private static String run(Map<String, String> env, String... arguments) throws Exception {
        try (FlowCommand command = FlowCommand.start(env, arguments)) {
            assertThat(command.exitCode()).as(command.printed()).isZero();
            return command.printed();
        }
    }

    private static void garbage(Kind kind) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.master().producer(Map.of()))) {
            producer.send(new ProducerRecord<>(
                            TOPICS.name(kind), "15550006004".getBytes(StandardCharsets.UTF_8), new byte[] {'?'}))
                    .get();
        }
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what).atMost(PATIENCE).until(condition);
    }

    /** All values of a topic, as text. */
    private static List<String> at(Kind kind) {
        try (TopicReader reader = new TopicReader(kafka.master(), TOPICS.name(kind))) {
            return reader.records().stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    private static String notice(String id, String system) {
        return "{\"from\":\"" + OLD + "\",\"id\":\"" + id
                + "\",\"timestamp\":\"1772442002\",\"type\":\"system\",\"system\":{\"body\":\"changed\"," + system
                + "}}";
    }

    private static String message(String id, String more) {
        return "{\"from\":\"" + OLD + "\"," + more + "\"id\":\"" + id
                + "\",\"timestamp\":\"1772442000\",\"type\":\"text\",\"text\":{\"body\":\"help\"}}";
    }

    private static byte[] change(String what) {
        return ("{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\","
                        + "\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"phone_number_id\":\""
                        + Pipeline.LINE + "\"}," + what + "}}]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int post(URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}

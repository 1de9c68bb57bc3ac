package co.loglife.flow.system;

import co.loglife.flow.model.TopicLayout;
import co.loglife.flow.runtime.KafkaSettings;
import co.loglife.flow.testing.RealKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An installation of its own on the test's broker: services as processes, WhatsApp recorded. */
final class Pipeline implements AutoCloseable {
    static final String SECRET = "app-secret-of-the-tests";
    static final String TOKEN = "access-token-of-the-tests";
    static final String LINE = "106540352242922";

    private final List<ServiceProcess> processes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final KafkaSettings kafka;
    private final TopicLayout topics;
    private final int partitions;
    private final WhatsAppRecorder whatsApp;
    private final Path folder;
    private final Map<String, String> overrides;

    Pipeline(RealKafka kafka, int partitions) throws InterruptedException, IOException {
        this(kafka, partitions, Map.of());
    }

    /** With some variables of the services set otherwise. */
    Pipeline(RealKafka kafka, int partitions, Map<String, String> overrides) throws InterruptedException, IOException {
        this(kafka.settings(), kafka.freshTopics(partitions), partitions, overrides);
    }

    /** On some broker, where the topics are there. */
    Pipeline(KafkaSettings kafka, TopicLayout topics, int partitions, Map<String, String> overrides)
            throws IOException {
        this.kafka = kafka;
        this.overrides = Map.copyOf(overrides);
        this.topics = topics;
        this.partitions = partitions;
        this.whatsApp = new WhatsAppRecorder();
        this.folder = Files.createTempDirectory("flow-system-test");
    }

    /** Starts a service; {@link #awaitReady} waits for all of them. */
    ServiceProcess start(ServiceProcess.Kind kind) throws IOException {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + processes.size();
        ServiceProcess process = ServiceProcess.start(kind, env(name), folder.resolve(name + ".log"));
        processes.add(process);
        return process;
    }

    void awaitReady() {
        processes.forEach(ServiceProcess::awaitReady);
    }

    private Map<String, String> env(String name) {
        Map<String, String> env = new HashMap<>(Map.ofEntries(
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
                Map.entry("TOPIC_PREFIX", topics.prefix()),
                // Many processes start at once, on a machine that may have other work.
                Map.entry("STARTUP_WAIT_SECONDS", "120"),
                Map.entry("STATE_DIR", folder.resolve(name).toString()),
                Map.entry("VERIFY_TOKEN", "verify-token-of-the-tests"),
                Map.entry("WHATSAPP_APP_SECRET", SECRET),
                Map.entry("WHATSAPP_ACCESS_TOKEN", TOKEN),
                Map.entry("WHATSAPP_PHONE_NUMBER_ID", LINE),
                Map.entry("WHATSAPP_API_URL", whatsApp.webUrl()),
                Map.entry("GRAPH_API_URL", whatsApp.graphUrl()),
                Map.entry("SEND_SETTLE_SECONDS", "2")));
        env.putAll(overrides);
        env.values().removeIf(String::isEmpty);
        return env;
    }

    /** Where it keeps files and logs. */
    Path folder() {
        return folder;
    }

    TopicLayout topics() {
        return topics;
    }

    WhatsAppRecorder whatsApp() {
        return whatsApp;
    }

    int partitions() {
        return partitions;
    }

    KafkaSettings kafka() {
        return kafka;
    }

    /** All services, or the instances of one. */
    List<ServiceProcess> services() {
        return List.copyOf(processes);
    }

    List<ServiceProcess> services(ServiceProcess.Kind kind) {
        return processes.stream().filter(process -> process.kind() == kind).toList();
    }

    /** Meta, taking the ingress instances in turn. */
    Webhooks meta() {
        return Webhooks.ofMeta(SECRET, () -> ingress("/whatsapp-incoming"));
    }

    /** The Web client, taking the ingress instances in turn. */
    Webhooks webClient() {
        return Webhooks.ofWebClient(() -> ingress("/webhook"));
    }

    private URI ingress(String path) {
        List<ServiceProcess> ingresses = services(ServiceProcess.Kind.INGRESS);
        return ingresses
                .get(Math.floorMod(turn.getAndIncrement(), ingresses.size()))
                .url(path);
    }

    @Override
    public void close() {
        processes.forEach(ServiceProcess::close);
        whatsApp.close();
    }
}

package co.loglife.flow.broker;

import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller in one, on loopback. What it stores survives a restart, a kill included. Its
 * settings are those of a small machine; nothing about the protocol or the guarantees differs from a cluster's.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final int NODE = 1;
    private static final String HOST = "127.0.0.1";
    private static final Set<String> LISTENERS = Set.of("listeners", "listener.security.protocol.map");
    private static final int LOWEST_FREE = 15_000;
    private static final int FIRST_OUTGOING = 32_000;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param port 0 takes any free one
     * @param folder where its data is, made and formatted when it is new
     * @throws ConfigException when the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(int port, Path folder) throws InterruptedException {
        return start(port, folder, Map.of());
    }

    /**
     * Starts a broker that differs in some settings: those of listeners are added to the usual ones, any other takes
     * the usual one's place.
     *
     * @throws ConfigException when the port is taken or the folder cannot be used
     */
    public static EmbeddedBroker start(int port, Path folder, Map<String, String> different)
            throws InterruptedException {
        int listening = port == 0 ? freePort() : port;
        requireFree(listening);
        try {
            Files.createDirectories(folder);
            Map<String, String> settings = settings(listening, freePort(), folder);
            different.forEach((name, value) ->
                    settings.merge(name, value, (usual, more) -> LISTENERS.contains(name) ? usual + "," + more : more));
            KafkaConfig config = new KafkaConfig(settings, false);
            if (KilledBroker.left(folder)) {
                int controllerPort = freePort();
                KilledBroker.signOff(NODE, controller(controllerPort, folder), HOST + ":" + controllerPort);
            }
            if (!Files.exists(folder.resolve("meta.properties"))) {
                format(folder);
            }
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            EmbeddedBroker broker = new EmbeddedBroker(server, listening);
            broker.awaitAnswer();
            return broker;
        } catch (IOException e) {
            throw new ConfigException(List.of("the broker's folder " + folder + " cannot be used: " + e.getMessage()));
        }
    }

    /** Where clients find it. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /**
     * A TCP port that was free a moment ago. It is below the range from which systems take the ports of outgoing
     * connections, so that none of those has it by the time it is used.
     */
    public static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, FIRST_OUTGOING);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST_FREE + " and " + FIRST_OUTGOING);
    }

    private static void requireFree(int port) {
        if (!isFree(port)) {
            throw new ConfigException(List.of("port " + port + " is in use (BROKER_PORT)"));
        }
    }

    /** Whether a program could listen on a port of this machine now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections of the last run that are still closing do not count
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void awaitAnswer() throws InterruptedException {
        try (Admin admin = Admin.create(KafkaSettings.at(bootstrapServers()).admin(Map.of()))) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            close();
            throw new IllegalStateException("the broker started but does not answer", e.getCause());
        }
    }

    private static void format(Path folder) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setDirectories(new ArrayList<>(List.of(folder.toString())))
                .setMetadataLogDirectory(folder.toString())
                .setControllerListenerName("CONTROLLER")
                .setSupportedFeatures(List.of(Feature.PRODUCTION_FEATURES.toArray(Feature[]::new)))
                .setReleaseVersion(MetadataVersion.latestProduction());
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** The node's other half alone: the controller, which knows who leads what. */
    private static Map<String, String> controller(int port, Path folder) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "controller");
        settings.put("node.id", String.valueOf(NODE));
        settings.put("listeners", "CONTROLLER://%s:%d".formatted(HOST, port));
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, port));
        settings.put("log.dirs", folder.toString());
        return settings;
    }

    private static Map<String, String> settings(int port, int controllerPort, Path folder) {
        Map<String, String> settings = controller(controllerPort, folder);
        settings.put("process.roles", "broker,controller");
        settings.merge("listeners", "PLAINTEXT://%s:%d".formatted(HOST, port), (ours, more) -> more + "," + ours);
        settings.put("auto.create.topics.enable", "false");
        // One node: one copy of everything.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        // Few users at a time: the defaults (50 each) only cost files and start-up.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        settings.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        // Groups need not wait for members that will not come, and a killed member is missed after 10 s.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.consumer.min.session.timeout.ms", "6000");
        settings.put("group.streams.min.session.timeout.ms", "6000");
        // A killed client's transaction is aborted within a second of its time-out, not ten.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // The next transaction of a producer waits this long for the last one to be complete everywhere.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        settings.put("add.partitions.to.txn.retry.backoff.max.ms", "5");
        return settings;
    }
}

package co.loglife.flow.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.utils.Time;

/**
 * What a killed broker left in the metadata: that it is alive and leads every partition. One that is started on these
 * files believes it, and ends the transactions that were open, before it can be reached and while the controller still
 * waits for the other one's session to end. When that ends, no partition has a leader for a moment, and Kafka 4.3 takes
 * partitions without one for deleted: it notes a transaction as complete whose markers were written nowhere
 * (KAFKA-20734). Readers of what is committed then wait for ever at its first record.
 *
 * <p>So the killed broker is first signed off, by a controller that runs alone. A broker that finds no registration of
 * its own leads nothing until it has one, and no session is waited for.
 */
final class KilledBroker {
    /** Written by Kafka when it ends as it should, and removed when it starts. */
    private static final String ENDED_WELL = ".kafka_cleanshutdown";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private KilledBroker() {}

    /** Whether the broker of these files was killed. */
    static boolean left(Path folder) {
        return Files.exists(folder.resolve("meta.properties")) && Files.notExists(folder.resolve(ENDED_WELL));
    }

    /** Signs it off; {@code settings} are those of a node that is a controller and nothing else. */
    static void signOff(int node, Map<String, String> settings, String controller) throws InterruptedException {
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        try (Admin admin =
                Admin.create(new HashMap<>(Map.of(AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, controller)))) {
            unregister(admin, node);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void unregister(Admin admin, int broker) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                admin.unregisterBroker(broker).all().get();
                return;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                    return; // killed before it was ever registered
                }
                // So says a controller that has not yet read how new the metadata is.
                boolean tooEarly = e.getCause() instanceof UnsupportedVersionException;
                if (!tooEarly || System.nanoTime() - giveUp > 0) {
                    throw new IllegalStateException("the killed broker cannot be signed off", e.getCause());
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}

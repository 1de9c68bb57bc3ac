package co.loglife.flow.system;

import co.loglife.flow.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** What {@code ./flow up} brings up, on ports of its own. */
final class Installed {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Installed() {}

    /** The environment of an installation: its state in {@code folder}, its ports free. */
    static Map<String, String> environment(Path folder) {
        Map<String, String> env = new HashMap<>();
        env.put("STATE_DIR", folder.resolve("state").toString());
        env.put("TOPIC_PARTITIONS", "3");
        String broker = String.valueOf(EmbeddedBroker.freePort());
        env.put("BROKER_PORT", broker);
        env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + broker);
        env.put("STARTUP_WAIT_SECONDS", "2");
        for (String port :
                new String[] {"INGRESS_PORT", "ROUTER_PORT", "SENDER_PORT", "CONSOLE_PORT", "SIMULATOR_PORT"}) {
            env.put(port, String.valueOf(EmbeddedBroker.freePort()));
        }
        return env;
    }

    /** Waits until it says that it is ready. */
    static void awaitReady(FlowCommand up) {
        Awaitility.await("up is ready")
                .atMost(PATIENCE)
                .until(() -> up.printed().contains("chat page: http://localhost:") || !up.isAlive());
        Assertions.assertThat(up.isAlive()).as(up.printed()).isTrue();
    }
}

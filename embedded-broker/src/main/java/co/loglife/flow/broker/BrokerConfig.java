package co.loglife.flow.broker;

import co.loglife.flow.runtime.EnvReader;
import java.nio.file.Path;

/**
 * What the broker is told by its environment.
 *
 * @param port it listens on, on loopback only
 * @param folder where its data is
 */
public record BrokerConfig(int port, Path folder) {
    /** Reads it. */
    public static BrokerConfig from(EnvReader env) {
        BrokerConfig config = new BrokerConfig(
                env.port("BROKER_PORT", 9092, "broker: the port it listens on, loopback only"),
                env.folder(
                        "BROKER_DATA_DIR",
                        env.stateFolder().resolve("broker"),
                        "broker in STATE_DIR",
                        "broker: where its data is"));
        env.check();
        return config;
    }
}

package co.loglife.flow.broker;

import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.ServiceMain;
import java.nio.file.Path;
import java.util.Optional;

/** A broker in a process of its own: {@code BROKER_PORT}, {@code BROKER_DATA_DIR}. */
public final class BrokerMain {
    private BrokerMain() {}

    static void main() {
        ServiceMain.run("broker", BrokerMain::start);
    }

    /** Starts it as the environment says. */
    public static Service start(EnvReader env) throws InterruptedException {
        int port = env.port("BROKER_PORT", 9092, "broker: the port it listens on, loopback only");
        Path state = Path.of(System.getProperty("java.io.tmpdir"), "loglife-flow");
        Path folder = env.folder(
                "BROKER_DATA_DIR",
                env.folder("STATE_DIR", state, "loglife-flow in the system's temporary folder", "where state is kept")
                        .resolve("broker"),
                "broker in STATE_DIR",
                "broker: where its data is");
        env.check();
        EmbeddedBroker broker = EmbeddedBroker.start(port, folder);
        return new Service() {
            @Override
            public int port() {
                return broker.port();
            }

            @Override
            public Optional<String> notReady() {
                return Optional.empty();
            }

            @Override
            public void close() {
                broker.close();
            }
        };
    }
}

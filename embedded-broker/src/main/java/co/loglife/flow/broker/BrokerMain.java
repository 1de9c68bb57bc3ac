package co.loglife.flow.broker;

import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.ServiceMain;
import java.util.Optional;

/** A broker in a process of its own: {@code BROKER_PORT}, {@code BROKER_DATA_DIR}. */
public final class BrokerMain {
    private BrokerMain() {}

    static void main() {
        ServiceMain.run("broker", BrokerMain::start);
    }

    /** Starts it as the environment says. */
    public static Service start(EnvReader env) throws InterruptedException {
        BrokerConfig config = BrokerConfig.from(env);
        EmbeddedBroker broker = EmbeddedBroker.start(config.port(), config.folder());
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

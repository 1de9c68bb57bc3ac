package co.loglife.flow.cli;

import co.loglife.flow.broker.BrokerConfig;
import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.simulator.switches.Switch;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broker of {@code ./flow up}, to be stopped and started again from the simulator's page: the same port and folder,
 * so that every service finds it again and nothing is lost.
 */
final class SwitchedBroker implements Switch, AutoCloseable {
    private final BrokerConfig config;
    private @Nullable EmbeddedBroker running;
    private boolean closed;

    private SwitchedBroker(BrokerConfig config, EmbeddedBroker running) {
        this.config = config;
        this.running = running;
    }

    /** Starts it as the environment says. */
    static SwitchedBroker start(Map<String, String> env) throws InterruptedException {
        BrokerConfig config = BrokerConfig.from(new EnvReader(env));
        EmbeddedBroker broker = EmbeddedBroker.start(config.port(), config.folder());
        return new SwitchedBroker(new BrokerConfig(broker.port(), config.folder()), broker);
    }

    /** The port it listens on, whenever it runs. */
    int port() {
        return config.port();
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public String label() {
        return "Broker stopped";
    }

    @Override
    public String hint() {
        return "Kafka itself; webhooks are answered 503";
    }

    @Override
    public synchronized void off() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    @Override
    public synchronized void on() throws InterruptedException {
        if (running == null && !closed) {
            running = EmbeddedBroker.start(config.port(), config.folder());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        off();
    }
}

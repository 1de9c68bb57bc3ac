package co.loglife.flow.cli;

import co.loglife.flow.broker.BrokerMain;
import co.loglife.flow.console.ConsoleConfig;
import co.loglife.flow.console.ConsoleWiring;
import co.loglife.flow.ingress.IngressConfig;
import co.loglife.flow.ingress.IngressWiring;
import co.loglife.flow.router.RouterConfig;
import co.loglife.flow.router.RouterWiring;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.SenderConfig;
import co.loglife.flow.sender.SenderWiring;
import co.loglife.flow.simulator.SimulatorConfig;
import co.loglife.flow.simulator.SimulatorWiring;

/** The parts of an installation, each started from its environment alone. */
enum Part {
    BROKER("broker", "BROKER_PORT", 9092),
    INGRESS("ingress", "INGRESS_PORT", 8080),
    ROUTER("router", "ROUTER_PORT", 8081),
    SENDER("sender", "SENDER_PORT", 8082),
    CONSOLE("console", "CONSOLE_PORT", 8083),
    SIMULATOR("simulator", "SIMULATOR_PORT", 3001);

    private final String word;
    private final String portVariable;
    private final int port;

    Part(String word, String portVariable, int port) {
        this.word = word;
        this.portVariable = portVariable;
        this.port = port;
    }

    /** Its name, and the command that runs it alone. */
    String word() {
        return word;
    }

    String portVariable() {
        return portVariable;
    }

    /** The port where nothing is configured. */
    int standardPort() {
        return port;
    }

    /** Starts it as the environment says. */
    Service start(EnvReader env) throws Exception {
        return switch (this) {
            case BROKER -> BrokerMain.start(env);
            case INGRESS -> IngressWiring.start(IngressConfig.from(env));
            case ROUTER -> RouterWiring.start(RouterConfig.from(env));
            case SENDER -> SenderWiring.start(SenderConfig.from(env));
            case CONSOLE -> ConsoleWiring.start(ConsoleConfig.from(env));
            case SIMULATOR -> SimulatorWiring.start(SimulatorConfig.from(env));
        };
    }
}

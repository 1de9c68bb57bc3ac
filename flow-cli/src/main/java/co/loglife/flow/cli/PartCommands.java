package co.loglife.flow.cli;

import co.loglife.flow.runtime.ServiceMain;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** One part in the foreground, until Ctrl-C. */
final class PartCommands {
    /** No exit code: the part's own threads keep the process alive, and its shutdown ends it. */
    static final int KEEP_RUNNING = -1;

    private PartCommands() {}

    private static int run(Part part) {
        ServiceMain.run(part.word(), part::start);
        return KEEP_RUNNING;
    }

    @Command(
            name = "broker",
            mixinStandardHelpOptions = true,
            description = "A Kafka broker on loopback (BROKER_PORT, BROKER_DATA_DIR), until Ctrl-C.",
            footer = "Example: BROKER_PORT=9093 BROKER_DATA_DIR=/tmp/broker ./flow broker")
    static final class Broker implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.BROKER);
        }
    }

    @Command(
            name = "ingress",
            mixinStandardHelpOptions = true,
            description = "The ingress service (INGRESS_PORT), until Ctrl-C.",
            footer = "Example: VERIFY_TOKEN=... WHATSAPP_APP_SECRET_FILE=/run/secrets/app ./flow ingress")
    static final class Ingress implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.INGRESS);
        }
    }

    @Command(
            name = "router",
            mixinStandardHelpOptions = true,
            description = "The router service (ROUTER_PORT), until Ctrl-C.",
            footer = "Example: ROUTER_PORT=8091 STATE_DIR=/tmp/router-2 ./flow router")
    static final class Router implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.ROUTER);
        }
    }

    @Command(
            name = "sender",
            mixinStandardHelpOptions = true,
            description = "The sender service (SENDER_PORT), until Ctrl-C.",
            footer = "Example: WHATSAPP_ACCESS_TOKEN_FILE=/run/secrets/token ./flow sender")
    static final class Sender implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.SENDER);
        }
    }

    @Command(
            name = "console",
            mixinStandardHelpOptions = true,
            description = "The page against a real deployment (CONSOLE_PORT, CONSOLE_TOKEN), until Ctrl-C.",
            footer = "Example: KAFKA_BOOTSTRAP_SERVERS=broker:9092 CONSOLE_TOKEN_FILE=/run/secrets/console"
                    + " ./flow console")
    static final class Console implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.CONSOLE);
        }
    }

    @Command(
            name = "simulator",
            mixinStandardHelpOptions = true,
            description = "The simulated WhatsApp with its chat page (SIMULATOR_PORT), until Ctrl-C.",
            footer = "Example: SIMULATOR_PORT=3101 INGRESS_URL=http://localhost:8080 ./flow simulator")
    static final class Simulator implements Callable<Integer> {
        @Override
        public Integer call() {
            return run(Part.SIMULATOR);
        }
    }
}

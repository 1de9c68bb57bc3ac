package co.loglife.flow.cli;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.inspection.log.Cluster;
import co.loglife.flow.runtime.Closing;
import co.loglife.flow.runtime.ConfigException;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.runtime.Topics;
import co.loglife.flow.simulator.SimulatorConfig;
import co.loglife.flow.simulator.SimulatorWiring;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;

/** All parts in this process. */
final class Installation implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Closing closing;

    private Installation(Closing closing) {
        this.closing = closing;
    }

    /**
     * Starts the parts and waits until all of them are ready, with a line for each on {@code out}.
     *
     * @param env the environment of all parts
     * @param simulated whether WhatsApp is simulated
     * @throws ConfigException naming a port that is taken, before anything has started
     */
    static Installation start(Map<String, String> env, boolean simulated, PrintWriter out) throws InterruptedException {
        long began = System.nanoTime();
        List<Part> parts = new ArrayList<>(List.of(Part.values()));
        if (!simulated) {
            parts.remove(Part.SIMULATOR);
        }
        requireFreePorts(parts, env);
        Closing closing = new Closing();
        Installation installation = new Installation(closing);
        try {
            SwitchedBroker broker = closing.with(SwitchedBroker.start(env));
            Map<String, String> complete = wired(env, broker.port(), simulated);
            makeTopics(complete);
            line(out, "broker", "127.0.0.1:" + broker.port());
            Map<Part, Service> started = startTogether(parts, complete, broker, closing);
            awaitReady(started);
            started.forEach((part, service) -> line(out, part.word(), address(part, service)));
            out.printf(
                    "%nready in %.1f s, log in %s%n",
                    (System.nanoTime() - began) / 1e9, System.getProperty("LOG_FILE", "this terminal"));
            if (simulated) {
                out.printf("chat page: http://localhost:%d/%n", port(started, Part.SIMULATOR));
            }
            out.printf("console:   http://localhost:%d/%n", port(started, Part.CONSOLE));
            out.println("Ctrl-C stops everything");
            out.flush();
            return installation;
        } catch (RuntimeException | InterruptedException e) {
            closing.close();
            throw e;
        }
    }

    @Override
    public void close() {
        closing.close();
    }

    private static String address(Part part, Service service) {
        String url = "http://localhost:" + service.port();
        return part == Part.INGRESS ? url + "/webhook, " + url + "/whatsapp-incoming" : url;
    }

    private static int port(Map<Part, Service> started, Part part) {
        return Optional.ofNullable(started.get(part)).orElseThrow().port();
    }

    private static void line(PrintWriter out, String part, String address) {
        out.printf("%-10s %s%n", part, address);
        out.flush();
    }

    /** How the parts find each other, where the environment does not say otherwise. */
    private static Map<String, String> wired(Map<String, String> env, int brokerPort, boolean simulated) {
        Map<String, String> complete = new HashMap<>(env);
        complete.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + brokerPort);
        String ingress = "http://localhost:" + configuredPort(Part.INGRESS, env);
        String simulator = "http://localhost:" + configuredPort(Part.SIMULATOR, env);
        complete.putIfAbsent("INGRESS_URL", ingress);
        complete.putIfAbsent("WHATSAPP_API_URL", simulator + "/send-message");
        complete.putIfAbsent("GRAPH_API_URL", simulator);
        complete.putIfAbsent("CONSOLE_URL", "http://localhost:" + configuredPort(Part.CONSOLE, env));
        complete.putIfAbsent("CONSOLE_HOST", "127.0.0.1");
        if (simulated) {
            complete.putIfAbsent("CONSOLE_REDRIVE", "on");
        }
        return complete;
    }

    private static int configuredPort(Part part, Map<String, String> env) {
        EnvReader reader = new EnvReader(env);
        int port = reader.port(part.portVariable(), part.standardPort(), part.word() + "'s port");
        reader.check();
        return port;
    }

    private static void requireFreePorts(List<Part> parts, Map<String, String> env) {
        List<String> taken = new ArrayList<>();
        for (Part part : parts) {
            int port = configuredPort(part, env);
            if (!EmbeddedBroker.isFree(port)) {
                taken.add("port " + port + " is in use (" + part.portVariable() + ")");
            }
        }
        if (!taken.isEmpty()) {
            throw new ConfigException(taken);
        }
    }

    private static void makeTopics(Map<String, String> env) throws InterruptedException {
        EnvReader reader = new EnvReader(env);
        Topics.Shape shape = Topics.Shape.from(reader);
        Cluster cluster = Cluster.from(reader);
        try (Admin admin = cluster.admin()) {
            Topics.create(admin, cluster.topics(), shape);
        }
    }

    private static Map<Part, Service> startTogether(
            List<Part> parts, Map<String, String> env, SwitchedBroker broker, Closing closing)
            throws InterruptedException {
        Map<Part, Service> started = new EnumMap<>(Part.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Part, Future<Service>> starting = new EnumMap<>(Part.class);
            for (Part part : parts) {
                if (part != Part.BROKER) {
                    starting.put(part, threads.submit(() -> closing.with(start(part, env, broker))));
                }
            }
            for (Map.Entry<Part, Future<Service>> part : starting.entrySet()) {
                started.put(part.getKey(), part.getValue().get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
        return started;
    }

    private static Service start(Part part, Map<String, String> env, SwitchedBroker broker)
            throws InterruptedException {
        try {
            EnvReader reader = new EnvReader(env);
            // Only here the broker is in the same process, and can be stopped from the simulator's page.
            return part == Part.SIMULATOR
                    ? SimulatorWiring.start(SimulatorConfig.from(reader), List.of(broker))
                    : part.start(reader);
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(part.word() + " did not start", e);
        }
    }

    private static void awaitReady(Map<Part, Service> started) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        for (Map.Entry<Part, Service> part : started.entrySet()) {
            Optional<String> reason = part.getValue().notReady();
            while (reason.isPresent()) {
                if (System.nanoTime() >= giveUp) {
                    throw new SentenceException(part.getKey().word() + " is not ready: " + reason.get());
                }
                Thread.sleep(LOOK_AGAIN);
                reason = part.getValue().notReady();
            }
        }
    }
}

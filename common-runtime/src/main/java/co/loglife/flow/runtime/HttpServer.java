package co.loglife.flow.runtime;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * An HTTP server on Javalin with what holds for each of ours: strict about the form of requests, bounded in connections
 * and time, and when it stops, requests under way are answered while new ones are refused.
 */
public final class HttpServer implements AutoCloseable {
    private static final Duration SILENCE_WHEN_FULL = Duration.ofSeconds(2);
    private static final int FEWEST_THREADS = 4;
    private static final int MOST_THREADS = 64;

    /**
     * Connections the kernel holds until they are accepted. Beyond it a caller's first packet is dropped and repeated
     * after a second, which Java's 50 makes of any burst of callers.
     */
    private static final int ACCEPT_QUEUE = 1_024;

    /** Answers are short; one of this size is made for each. */
    private static final int RESPONSE_BUFFER = 4 << 10;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts a server with the standard limits.
     *
     * @param host the address to listen on
     * @param port 0 takes any free one
     * @param portVariable the variable to name when the port is taken
     * @param configure adds routes and limits
     * @throws ConfigException when the port is taken
     */
    public static HttpServer start(String host, int port, String portVariable, Consumer<JavalinConfig> configure) {
        return start(host, port, portVariable, HttpLimits.standard(), configure);
    }

    /**
     * Starts a server.
     *
     * @param limits of what callers may take up
     * @throws ConfigException when the port is taken
     */
    public static HttpServer start(
            String host, int port, String portVariable, HttpLimits limits, Consumer<JavalinConfig> configure) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.threadPool = threads();
            config.http.responseBufferSize = RESPONSE_BUFFER;
            config.jetty.addConnector((server, http) -> connector(server, http, host, port, limits));
            config.jetty.modifyHttpConfiguration(http -> {
                http.setHttpCompliance(HttpCompliance.STRICT);
                http.setSendServerVersion(false);
            });
            config.jetty.modifyServer(server -> {
                server.setHandler(new GracefulHandler());
                server.setStopTimeout(limits.drain().toMillis());
            });
            configure.accept(config);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ConfigException(List.of("port " + port + " is in use (" + portVariable + ")"));
        }
        return new HttpServer(javalin);
    }

    /**
     * Handlers may wait, so each request has a virtual thread. Jetty's selectors wait in the kernel, where a virtual
     * thread would hold its carrier: they have a few threads of the platform.
     */
    private static ThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("request-", 0).factory()));
        return threads;
    }

    private static Connector connector(
            Server server, HttpConfiguration http, String host, int port, HttpLimits limits) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(limits.silence().toMillis());
        connector.addBean(connectionLimit(limits, connector));
        connector.addBean(new ConnectionGuard(limits));
        return connector;
    }

    /** Once it is reached, those that say nothing make room for the others soon. */
    private static NetworkConnectionLimit connectionLimit(HttpLimits limits, Connector connector) {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(limits.connections(), connector);
        limit.setEndPointIdleTimeout(SILENCE_WHEN_FULL.toMillis());
        return limit;
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its routes, {@code GET /live} say, as they were added: for what must agree with them. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint.method.name() + " " + route.endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

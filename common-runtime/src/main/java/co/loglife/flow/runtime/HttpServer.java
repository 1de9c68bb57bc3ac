package co.loglife.flow.runtime;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;

/** An HTTP server on Javalin with what holds for each of ours. */
public final class HttpServer implements AutoCloseable {
    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts a server.
     *
     * @param host the address to listen on
     * @param port 0 takes any free one
     * @param portVariable the variable to name when the port is taken
     * @param configure adds routes and limits
     * @throws ConfigException when the port is taken
     */
    public static HttpServer start(String host, int port, String portVariable, Consumer<JavalinConfig> configure) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = host;
            config.jetty.port = port;
            configure.accept(config);
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ConfigException(List.of("port " + port + " is in use (" + portVariable + ")"));
        }
        return new HttpServer(javalin);
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

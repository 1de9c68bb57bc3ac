package co.loglife.flow.system;

import co.loglife.flow.broker.EmbeddedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One service in a process of its own, as in production, to be killed. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Kind kind;
    private final Map<String, String> env;
    private final Path log;
    private final int port;
    private Process process;

    /** The services, by their main class. */
    enum Kind {
        INGRESS("co.loglife.flow.ingress.IngressMain", "INGRESS_PORT"),
        ROUTER("co.loglife.flow.router.RouterMain", "ROUTER_PORT"),
        SENDER("co.loglife.flow.sender.SenderMain", "SENDER_PORT");

        private final String mainClass;
        private final String portVariable;

        Kind(String mainClass, String portVariable) {
            this.mainClass = mainClass;
            this.portVariable = portVariable;
        }
    }

    private ServiceProcess(Kind kind, Map<String, String> env, Path log) throws IOException {
        this.kind = kind;
        this.env = Map.copyOf(env);
        this.log = log;
        this.port = EmbeddedBroker.freePort();
        this.process = launch();
    }

    /** Starts it and returns at once; {@link #awaitReady} waits. */
    static ServiceProcess start(Kind kind, Map<String, String> env, Path log) throws IOException {
        return new ServiceProcess(kind, env, log);
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                kind.mainClass));
        builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_") || name.startsWith("KAFKA_"));
        builder.environment().putAll(env);
        builder.environment().put(kind.portVariable, String.valueOf(port));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return builder.start();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    ServiceProcess awaitReady() {
        Awaitility.await(kind + " is ready, see " + log)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(this::isReady);
        return this;
    }

    private boolean isReady() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException(kind + " ended with " + process.exitValue() + ", see " + log);
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(url("/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) { // not listening yet
            return false;
        }
    }

    Kind kind() {
        return kind;
    }

    @Override
    public String toString() {
        return log.getFileName().toString().replace(".log", "");
    }

    /** What it printed so far. */
    String printed() throws IOException {
        return Files.readString(log);
    }

    /** Its metrics, as Prometheus sees them. */
    String metrics() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url("/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: it stands still, and its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IllegalStateException("kill -" + name + " of " + this + " ended with " + exit);
        }
    }

    /** What it answers at a path. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(url(path))
                        .timeout(Duration.ofSeconds(15))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The same service again, on the same port. */
    void startAgain() throws IOException {
        process = launch();
    }

    /** SIGTERM; the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(kind + " did not stop on SIGTERM within 30 s, see " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly(); // a frozen one too
    }
}

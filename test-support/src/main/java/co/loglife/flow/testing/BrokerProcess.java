package co.loglife.flow.testing;

import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** A broker in a process of its own, so that it can be killed. */
public final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final int port;
    private final Path folder;
    private Process process;

    private BrokerProcess(int port, Path folder) throws IOException {
        this.port = port;
        this.folder = folder;
        this.process = launch();
    }

    /** Starts one that keeps its data in {@code folder} and its log beside it, and waits until it answers. */
    public static BrokerProcess start(int port, Path folder) throws IOException {
        BrokerProcess broker = new BrokerProcess(port, folder);
        broker.awaitAnswer();
        return broker;
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "co.loglife.flow.broker.BrokerMain");
        builder.environment().put("BROKER_PORT", String.valueOf(port));
        builder.environment().put("BROKER_DATA_DIR", folder.toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling("broker.log").toFile()))
                .start();
    }

    /** As the kernel does it: at once, nothing is flushed, nobody is told. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: it stands still, and its connections stay open. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " ended with " + status);
        }
    }

    /** The same broker again, with what it had stored; returns when it answers. */
    public void startAgain() throws IOException {
        process = launch();
        awaitAnswer();
    }

    /** The settings to reach it. */
    public KafkaSettings settings() {
        return KafkaSettings.at("127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitAnswer() {
        Awaitility.await("the broker answers, see " + folder.resolveSibling("broker.log"))
                .atMost(PATIENCE)
                .until(this::answers);
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended with " + process.exitValue());
        }
        try (Admin admin =
                Admin.create(settings().admin(Map.of("default.api.timeout.ms", 2_000, "request.timeout.ms", 2_000)))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}

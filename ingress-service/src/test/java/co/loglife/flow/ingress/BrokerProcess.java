package co.loglife.flow.ingress;

import co.loglife.flow.runtime.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/** A broker in a process of its own, so that it can be killed. */
final class BrokerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    static BrokerProcess start(int port, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "co.loglife.flow.broker.BrokerMain");
        builder.environment().put("BROKER_PORT", String.valueOf(port));
        builder.environment().put("BROKER_DATA_DIR", folder.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("broker.log").toFile());
        BrokerProcess broker = new BrokerProcess(builder.start());
        Awaitility.await().atMost(PATIENCE).until(() -> answers(port));
        return broker;
    }

    /** As the kernel does it: at once, nothing is flushed, nobody is told. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static boolean answers(int port) throws InterruptedException {
        try (Admin admin = Admin.create(KafkaSettings.at("127.0.0.1:" + port)
                .admin(Map.of("default.api.timeout.ms", 2_000, "request.timeout.ms", 2_000)))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }
}

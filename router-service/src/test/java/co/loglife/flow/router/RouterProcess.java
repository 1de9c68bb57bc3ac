package co.loglife.flow.router;

import co.loglife.flow.model.TopicLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A router in a JVM of its own, to be killed. */
final class RouterProcess implements AutoCloseable {
    private final Process process;

    private RouterProcess(Process process) {
        this.process = process;
    }

    static RouterProcess start(String bootstrapServers, TopicLayout topics, Path folder) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder builder = new ProcessBuilder(
                        java,
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RouterMain.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers,
                        "TOPIC_PREFIX",
                        topics.prefix(),
                        "ROUTER_PORT",
                        "0",
                        "STATE_DIR",
                        folder.toString()));
        return new RouterProcess(builder.start());
    }

    /** As kill -9 does: nothing is flushed, committed or said. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As SIGTERM does; gives the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

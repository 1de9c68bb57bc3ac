package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program of the Web client's folder in a process of its own; what it prints goes to a file. */
final class NodeProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;

    private NodeProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static NodeProgram start(Path folder, String script, Map<String, String> env, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("node", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(env);
        return new NodeProgram(builder.start(), log);
    }

    /** The first line it printed, as JSON. */
    JsonNode firstLine() throws IOException {
        Awaitility.await("a line in " + log)
                .atMost(PATIENCE)
                .until(() -> Files.readString(log).contains("\n"));
        return Json.mapper().readTree(Files.readAllLines(log).getFirst());
    }

    /** Cleanly, so that no Chromium stays behind; by force if it does not obey. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

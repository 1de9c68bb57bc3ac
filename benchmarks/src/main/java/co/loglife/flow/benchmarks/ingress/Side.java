package co.loglife.flow.benchmarks.ingress;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One of the servers compared, in a process of its own.
 *
 * @param name in the table
 * @param process it runs in
 * @param port it listens on
 */
record Side(String name, Process process, int port) implements AutoCloseable {
    private static final String PORT = "port ";

    /** Called by a server's main once it listens. */
    static void tell(int port) {
        System.out.println(PORT + port);
    }

    /** Starts a server whose main class is given, and waits until it listens. */
    static Side start(String name, Class<?> main, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        BufferedReader out = process.inputReader();
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(PORT)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(_ -> {})); // a full pipe would stop it
                return new Side(name, process, Integer.parseInt(line.substring(PORT.length())));
            }
        }
        throw new IOException(name + " did not start");
    }

    /** The CPU time it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }
}

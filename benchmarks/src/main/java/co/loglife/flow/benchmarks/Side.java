package co.loglife.flow.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the programs that take part, in a process of its own: a side that is compared, or the broker all share.
 *
 * @param name in the table
 * @param process it runs in
 * @param address what it told: where it listens
 */
public record Side(String name, Process process, String address) implements AutoCloseable {
    private static final String LISTENS = "listens at ";

    /** Called by a side's main once it listens at a port, or at host:port. */
    public static void tell(Object address) {
        System.out.println(LISTENS + address);
    }

    /**
     * Starts a program whose main class is given, and waits until it listens.
     *
     * @param javaOptions of its JVM
     * @param environment besides this process's own
     */
    public static Side start(String name, Class<?> main, List<String> javaOptions, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Path errors = Files.createTempFile("flow-bench", ".err");
        errors.toFile().deleteOnExit();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // also when we are interrupted
        BufferedReader out = process.inputReader();
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(LISTENS)) {
                Thread.ofVirtual().start(() -> drain(out));
                return new Side(name, process, line.substring(LISTENS.length()));
            }
        }
        throw new IOException(name + " did not start: " + Files.readString(errors));
    }

    /** A full pipe would stop the process. */
    private static void drain(Reader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // It was ended, and nobody reads its words.
        }
    }

    /** The port it listens on. */
    public int port() {
        return Integer.parseInt(address);
    }

    /** The CPU time it has used. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * The memory it holds, in MiB: all of the process that is resident, not the heap alone.
     *
     * @throws IOException where the system does not tell (it is Linux that does)
     */
    public double memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IOException("the memory of " + name + " is not known");
    }

    @Override
    public void close() {
        process.destroy();
    }
}

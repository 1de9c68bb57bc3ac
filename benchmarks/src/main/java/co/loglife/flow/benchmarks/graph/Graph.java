package co.loglife.flow.benchmarks.graph;

import co.loglife.flow.benchmarks.Side;
import co.loglife.flow.benchmarks.graph.Seen.Report;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The stub that takes the messages, as those who send them see it.
 *
 * @param side its process
 */
public record Graph(Side side, HttpClient http) implements AutoCloseable {
    static final String ID = "bench-";
    private static final int LOOK_EVERY_MILLIS = 50;

    /** Starts one whose calls take so long each. */
    public static Graph start(int callMillis) throws IOException {
        Side side = Side.start(
                "stub",
                StubGraph.class,
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                Map.of(StubGraph.CALL_MILLIS, String.valueOf(callMillis)));
        return new Graph(side, HttpClient.newHttpClient());
    }

    /** An id that tells the stub when its message began its way. */
    public static String id(Instant at, int number) {
        return ID + ChronoUnit.MICROS.between(Instant.EPOCH, at) + "-" + number;
    }

    /** Waits until it has seen so many, and tells what it saw from the message {@code from} on. */
    public Report await(int messages, int from) throws IOException, InterruptedException {
        while (true) {
            Report report = Report.parse(ask("/seen?from=" + from));
            if (report.messages() >= messages) {
                return report;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Makes it begin anew. */
    public void forget() throws IOException, InterruptedException {
        ask("/forget");
    }

    private String ask(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + side.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        side.close();
        http.shutdownNow();
    }
}

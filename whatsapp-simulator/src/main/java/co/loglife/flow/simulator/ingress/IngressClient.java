package co.loglife.flow.simulator.ingress;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts one letter once. */
final class IngressClient implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 64 << 10;

    private final URI ingress;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    IngressClient(URI ingress) {
        this.ingress = ingress;
    }

    /** The HTTP status; 0 when nothing answered in time. */
    int post(Letter letter) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ingress.resolve(letter.path()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(letter.body()));
        letter.headers().forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                request.build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return exchange.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException | TimeoutException _) {
            exchange.cancel(true);
            return 0;
        } catch (InterruptedException e) {
            exchange.cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

package co.loglife.flow.sender.http;

import co.loglife.flow.runtime.trace.TraceContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one side. The JDK's client on HTTP/1.1, because it never sends a POST again that the other side has read;
 * the deadline is over the whole exchange, since the client's own ends at the headers; no redirect is followed.
 */
public final class HttpCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** How the JDK's client words that a proxy refused to connect: nothing went beyond it. */
    private static final String NO_TUNNEL = "Tunnel failed";

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration deadline;
    private final InstantSource clock;
    private final HttpClient client;

    /** Each call ends within {@code deadline}. */
    public HttpCalls(Duration deadline, InstantSource clock) {
        this.deadline = deadline;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT.compareTo(deadline) < 0 ? CONNECT : deadline)
                .executor(executor)
                .build();
    }

    /** Posts a body. */
    public Answer post(URI to, Map<String, String> headers, byte[] body) throws InterruptedException {
        return post(to, headers, BodyPublishers.ofByteArray(body));
    }

    /** Posts a body in several pieces. */
    public Answer post(URI to, Map<String, String> headers, List<byte[]> pieces) throws InterruptedException {
        return post(
                to,
                headers,
                BodyPublishers.concat(
                        pieces.stream().map(BodyPublishers::ofByteArray).toArray(BodyPublisher[]::new)));
    }

    private Answer post(URI to, Map<String, String> headers, BodyPublisher body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to).POST(body);
        headers.forEach(request::header);
        return call(request);
    }

    /** Gets. */
    public Answer get(URI from, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(from).GET();
        headers.forEach(request::header);
        return call(request);
    }

    private Answer call(HttpRequest.Builder request) throws InterruptedException {
        if (TraceContext.CURRENT.isBound()) {
            TraceContext trace = TraceContext.CURRENT.get();
            request.header(TraceContext.PARENT, trace.parent());
            if (trace.state() != null) {
                request.header(TraceContext.STATE, trace.state());
            }
        }
        return call(request.build());
    }

    private Answer call(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange = client.sendAsync(request, _ -> new BoundedBody());
        try {
            HttpResponse<String> response = exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer.Answered(
                    response.statusCode(),
                    RetryAfter.of(response.headers().firstValue("retry-after").orElse(""), clock.instant()),
                    response.body());
        } catch (TimeoutException e) {
            return new Answer.NoAnswer("no whole answer within " + deadline.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        } finally {
            exchange.cancel(true); // cuts the connection unless the exchange is over
        }
    }

    private static Answer failed(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof ConnectException
                    || t instanceof HttpConnectTimeoutException
                    || t instanceof UnresolvedAddressException
                    || t instanceof SSLHandshakeException) {
                return new Answer.NotSent("no connection: " + t.getClass().getSimpleName());
            }
        }
        if (cause instanceof IOException && String.valueOf(cause.getMessage()).startsWith(NO_TUNNEL)) {
            return new Answer.NotSent("the proxy made no connection");
        }
        // Not only cut connections: the client also fails on answers that it cannot read, after all was sent.
        return new Answer.NoAnswer("the call ended without an answer: "
                + (cause == null ? "no cause" : cause.getClass().getSimpleName()));
    }

    @Override
    public void close() {
        client.shutdownNow();
        executor.shutdownNow();
    }
}

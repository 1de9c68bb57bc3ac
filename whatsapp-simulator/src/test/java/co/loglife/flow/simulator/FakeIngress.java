package co.loglife.flow.simulator;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An ingress that remembers what was posted to it and answers as it was told, 200 where it was not. */
final class FakeIngress implements AutoCloseable {
    /** A webhook as it came. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Post(String path, Map<String, String> headers, byte[] body, JsonNode json) {
        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }

        /** The first status of a status webhook; missing where it is none. */
        JsonNode status() {
            return json.at("/entry/0/changes/0/value/statuses/0");
        }

        /** The first message; missing where there is none. */
        JsonNode message() {
            return json.at("/entry/0/changes/0/value/messages/0");
        }
    }

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    FakeIngress() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next posts are answered so. */
    void answerNext(int... statuses) {
        for (int status : statuses) {
            answers.add(status);
        }
    }

    List<Post> posts(String path) {
        return posts.stream().filter(post -> post.path().equals(path)).toList();
    }

    /** Meta's posts with a message. */
    List<Post> messages() {
        return posts("/whatsapp-incoming").stream()
                .filter(post -> !post.message().isMissingNode())
                .toList();
    }

    /** The words of the status webhooks about one message, in the order in which they came. */
    List<String> statuses(String wamid) {
        return posts("/whatsapp-incoming").stream()
                .map(Post::status)
                .filter(status -> status.path("id").asText().equals(wamid))
                .map(status -> status.path("status").asText())
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            posts.add(new Post(
                    exchange.getRequestURI().getPath(),
                    headers,
                    body,
                    Json.mapper().readTree(body)));
            Integer status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

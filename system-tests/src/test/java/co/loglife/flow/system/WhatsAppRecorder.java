package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Both ways to WhatsApp, as seen from the far end: takes every send, in order of arrival, and answers as Meta and as
 * the Web client do. It outlives the services that are killed, so its list is the truth about what went out.
 */
final class WhatsAppRecorder implements AutoCloseable {
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * One send as it arrived.
     *
     * @param path of the request
     * @param authorization its header, or null
     * @param body its JSON
     */
    record Call(String path, @Nullable String authorization, JsonNode body) {
        /** Our outgoing id, by either way. */
        String outgoingId() {
            return isWeb()
                    ? body.path("id").asText()
                    : body.path("biz_opaque_callback_data").asText();
        }

        String recipient() {
            return isWeb() ? body.path("number").asText() : body.path("to").asText();
        }

        boolean isWeb() {
            return path.equals("/send-message");
        }
    }

    WhatsAppRecorder() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** How often each outgoing message was sent. */
    Map<String, Long> times() {
        return calls.stream().collect(Collectors.groupingBy(Call::outgoingId, Collectors.counting()));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) { // has no memory to ask
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Call call = new Call(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    Json.mapper().readTree(exchange.getRequestBody().readAllBytes()));
            calls.add(call);
            byte[] answer = answer(call).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String answer(Call call) {
        if (call.isWeb()) {
            return "{\"success\":true,\"message\":\"Message sent successfully\",\"to\":\"%s@c.us\"}"
                    .formatted(call.recipient());
        }
        return "{\"messaging_product\":\"whatsapp\",\"contacts\":[],\"messages\":[{\"id\":\"wamid.out.%s\"}]}"
                .formatted(call.outgoingId());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

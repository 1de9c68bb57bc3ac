package co.loglife.flow.simulator;

import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.simulator.ingress.RetryPolicy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator on a free port with a fake ingress behind it, new for each test, and requests to it. */
final class World implements AfterEachCallback {
    static final String LINE = "106540352242922";
    static final String TOKEN = "graph-token";
    static final String SECRET = "app-secret";
    static final String WEB_TOKEN = "web-client-token";
    static final String HOOK_TOKEN = "webhook-token";
    private static final RetryPolicy QUICK = new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20), 50);

    private final FakeIngress ingress = new FakeIngress();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Service simulator;

    World() {
        Map<String, String> env = Map.of(
                "SIMULATOR_PORT", "0",
                "INGRESS_URL", ingress.address().toString(),
                "WHATSAPP_APP_SECRET", SECRET,
                "WHATSAPP_ACCESS_TOKEN", TOKEN,
                "WEBHOOK_TOKEN", HOOK_TOKEN,
                "WEB_CLIENT_TOKEN", WEB_TOKEN);
        simulator = SimulatorWiring.start(SimulatorConfig.from(new EnvReader(env)), QUICK, List.of());
    }

    /** An answer: its status, its JSON where it has any, and its Retry-After. */
    record Answer(int status, JsonNode json, String text, String retryAfter) {}

    @Override
    public void afterEach(ExtensionContext context) {
        simulator.close();
        ingress.close();
        http.shutdownNow();
    }

    FakeIngress ingress() {
        return ingress;
    }

    /** The simulator's address, without a slash at the end. */
    String address() {
        return "http://127.0.0.1:" + simulator.port();
    }

    /** A person does something, and the ingress has answered. */
    Answer say(String json) throws Exception {
        return request("POST", "/phones/15550001111/messages?wait=true", json, "");
    }

    /** The sender calls the Graph API. */
    Answer graph(String json) throws Exception {
        return request("POST", "/v24.0/" + LINE + "/messages", json, TOKEN);
    }

    /** The sender calls the Web client. */
    Answer web(String json) throws Exception {
        return request("POST", "/send-message", json, WEB_TOKEN);
    }

    /** Puts faults in force. */
    void faults(String json) throws Exception {
        Answer answer = request("PUT", "/faults", json, "");
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.text());
        }
    }

    JsonNode get(String path) throws Exception {
        return request("GET", path, "", "").json();
    }

    /** Any request; an empty token is none. */
    Answer request(String method, String path, String json, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    Answer send(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("Content-Type").orElse("");
        JsonNode json = type.startsWith("application/json")
                ? Json.mapper().readTree(response.body())
                : MissingNode.getInstance();
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        return new Answer(response.statusCode(), json, response.body(), retryAfter);
    }
}

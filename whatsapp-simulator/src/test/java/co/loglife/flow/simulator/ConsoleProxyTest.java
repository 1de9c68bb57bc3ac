package co.loglife.flow.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console under the simulator's own origin. */
final class ConsoleProxyTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer console;
    private Service simulator;

    @BeforeEach
    void start() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = "{\"from\":\"console\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        console.start();
        simulator = SimulatorWiring.start(SimulatorConfig.from(new EnvReader(Map.of(
                "SIMULATOR_PORT",
                "0",
                "CONSOLE_URL",
                "http://127.0.0.1:" + console.getAddress().getPort(),
                "CONSOLE_TOKEN",
                "the-token"))));
    }

    @AfterEach
    void stop() {
        simulator.close();
        console.stop(0);
        http.shutdownNow();
    }

    @Test
    void asksTheConsoleWithItsToken() throws Exception {
        HttpResponse<String> answer = ask(get("/console/api/way?id=wamid.a%3D&user=15550001111"));

        assertThat(answer.body()).isEqualTo("{\"from\":\"console\"}");
        assertThat(asked).containsExactly("GET /api/way?id=wamid.a%3D&user=15550001111 Bearer the-token");
    }

    @Test
    void passesNothingElse() throws Exception {
        assertThat(ask(get("/console/api/secrets")).statusCode()).isEqualTo(404);
        assertThat(ask(post("/console/api/about")).statusCode()).isEqualTo(404);
        assertThat(asked).isEmpty();
    }

    @Test
    void refusesWhatAPageOfAnotherSiteSends() throws Exception {
        assertThat(ask(post("/console/api/redrive", "Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(ask(post("/console/api/redrive", "Origin", "http://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
        assertThat(ask(post("/console/api/redrive", "Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void saysSoWhenTheConsoleDoesNotAnswer() throws Exception {
        console.stop(0);

        HttpResponse<String> answer = ask(get("/console/api/about"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The console does not answer");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path));
    }

    private HttpRequest get(String path) {
        return request(path).GET().build();
    }

    private HttpRequest post(String path, String... headers) {
        HttpRequest.Builder post = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            post.headers(headers);
        }
        return post.POST(BodyPublishers.ofString("{}")).build();
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }
}

package co.loglife.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.broker.EmbeddedBroker;
import co.loglife.flow.model.Json;
import co.loglife.flow.testing.Browser;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The true Web client, with the true library in a true Chromium, between a stand-in of WhatsApp Web and the services.
 */
@Tag("browser")
@Tag("system")
final class WebClientTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path CLIENT =
            Path.of("..", "whatsapp-web-client").toAbsolutePath().normalize();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void whatIsTypedInWhatsAppWebIsAnsweredThere() throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(CLIENT.resolve("node_modules")), "run npm ci in whatsapp-web-client first");
        Path chromium = Browser.executable();
        int port = EmbeddedBroker.freePort();
        String client = "http://127.0.0.1:" + port;
        try (Pipeline pipeline = new Pipeline(KAFKA, 3, Map.of("WHATSAPP_API_URL", client + "/send-message"))) {
            ServiceProcess ingress = pipeline.start(ServiceProcess.Kind.INGRESS);
            pipeline.start(ServiceProcess.Kind.ROUTER);
            pipeline.start(ServiceProcess.Kind.SENDER);
            pipeline.awaitReady();
            try (NodeProgram standIn = NodeProgram.start(
                    CLIENT,
                    "test/stand-in/main.js",
                    Map.of("STAND_IN_PORT", "0", "STAND_IN_CONTROL_PORT", "0", "STAND_IN_SCAN", "true"),
                    pipeline.folder().resolve("stand-in.log"))) {
                JsonNode places = standIn.firstLine();
                try (NodeProgram _ = NodeProgram.start(
                        CLIENT,
                        "src/main.js",
                        Map.of(
                                "CHROMIUM_PATH", chromium.toString(),
                                "CHROMIUM_SANDBOX", "off",
                                "CHROMIUM_ARGS", places.path("CHROMIUM_ARGS").asText(),
                                "INGRESS_URL", ingress.url("").toString(),
                                "DATA_DIR",
                                        pipeline.folder().resolve("web-client").toString(),
                                "WEB_CLIENT_PORT", String.valueOf(port),
                                "SEND_GAP_MS", "0-0"),
                        pipeline.folder().resolve("web-client.log"))) {
                    awaitReady(client, pipeline.folder());

                    String control =
                            "http://127.0.0.1:" + places.path("control").asInt();
                    post(control + "/receive", "{\"from\":\"923001234567\",\"body\":\"add goal 🏃 Run 5k\"}");

                    JsonNode answer = Awaitility.await("the bot's answer in WhatsApp Web")
                            .atMost(PATIENCE)
                            .until(() -> Json.mapper().readTree(get(control + "/sent")), sent -> !sent.isEmpty());
                    assertThat(answer).hasSize(1);
                    assertThat(answer.path(0).path("body").asText()).contains("Run 5k");
                    assertThat(answer.path(0).path("to").asText()).contains("923001234567");
                }
            }
        }
    }

    private static void awaitReady(String client, Path logs) {
        Awaitility.await("the Web client is logged in, see " + logs)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class) // not listening yet
                .until(() -> HTTP.send(
                                        HttpRequest.newBuilder(URI.create(client + "/ready"))
                                                .build(),
                                        HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void post(String url, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}

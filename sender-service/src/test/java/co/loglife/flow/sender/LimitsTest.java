package co.loglife.flow.sender;

import static co.loglife.flow.model.Delivery.State.ACCEPTED;
import static co.loglife.flow.sender.testing.Outbox.aReply;
import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.EnvReader;
import co.loglife.flow.runtime.Service;
import co.loglife.flow.sender.testing.Outbox;
import co.loglife.flow.sender.testing.SenderFixture;
import co.loglife.flow.simulator.SimulatorConfig;
import co.loglife.flow.simulator.SimulatorWiring;
import co.loglife.flow.testing.RealKafka;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two senders on one number, at the simulator, which enforces Meta's limits: none of them is met. */
@Tag("broker")
final class LimitsTest {
    private static final int USERS = 30;
    private static final int EACH = 15;

    /** What a pair may have at once, and one more, which has to wait its 6 seconds. */
    private static final int BURST = 43;

    @RegisterExtension
    static final RealKafka KAFKA = new RealKafka();

    @Test
    void keepsBelowTheLimitsOfANumberAndOfAPair() throws Exception {
        try (Service simulator = SimulatorWiring.start(SimulatorConfig.from(
                        new EnvReader(Map.of("SIMULATOR_PORT", "0", "WHATSAPP_ACCESS_TOKEN", "test-token"))));
                SenderFixture sender = new SenderFixture(KAFKA, 6);
                HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + simulator.port());
            ask(
                    http,
                    HttpRequest.newBuilder(address.resolve("/faults"))
                            .PUT(HttpRequest.BodyPublishers.ofString(
                                    "{\"limits\":{\"per_second\":80,\"pair\":true}}")));
            Map<String, String> settings = Map.of(
                    "GRAPH_API_URL", address.toString(),
                    "SEND_PER_SECOND", "80",
                    "SEND_PAIR_BURST", "45",
                    "SEND_TIMEOUT_SECONDS", "60");
            List<Service> senders = List.of(sender.start(settings), sender.start(settings));
            SenderFixture.patiently()
                    .until(() -> senders.stream().allMatch(one -> one.notReady().isEmpty()));

            Outbox[] messages = messages();
            sender.send(messages);

            sender.deliveries(
                    all -> all.stream().filter(d -> d.state() == ACCEPTED).count() == messages.length);
            JsonNode calls = ask(http, HttpRequest.newBuilder(address.resolve("/calls")));
            assertThat(codes(calls)).isEmpty();
            assertThat(calls.path("calls").size()).isEqualTo(messages.length);
        }
    }

    /** All at once; and a burst to one user, as large as one may have and a little larger. */
    private static Outbox[] messages() {
        List<Outbox> messages = new ArrayList<>();
        for (int n = 0; n < EACH; n++) {
            for (int user = 0; user < USERS; user++) {
                messages.add(aReply().withId("u" + user + "-" + n).to("155500000" + (10 + user)));
            }
        }
        for (int n = 0; n < BURST; n++) {
            messages.add(aReply().withId("burst-" + n).to("15559999999"));
        }
        return messages.toArray(Outbox[]::new);
    }

    private static List<Integer> codes(JsonNode calls) {
        List<Integer> codes = new ArrayList<>();
        for (JsonNode call : calls.path("calls")) {
            if (call.hasNonNull("code")) {
                codes.add(call.path("code").asInt());
            }
        }
        return codes;
    }

    private static JsonNode ask(HttpClient http, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }
}

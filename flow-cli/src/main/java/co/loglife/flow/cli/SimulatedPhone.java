package co.loglife.flow.cli;

import co.loglife.flow.model.Address;
import co.loglife.flow.model.ClientType;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.User;
import co.loglife.flow.runtime.EnvReader;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** A phone of the simulator, spoken through. */
final class SimulatedPhone {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI messages;
    private final Address.Phone number;
    private final ClientType via;

    private SimulatedPhone(URI messages, Address.Phone number, ClientType via) {
        this.messages = messages;
        this.number = number;
        this.via = via;
    }

    /**
     * What was said.
     *
     * @param messageId WhatsApp's id of it
     * @param answered how long the ingress took to take it
     */
    record Said(String messageId, Duration answered) {}

    static SimulatedPhone from(EnvReader env, Address.Phone number, ClientType via) {
        int port = env.port("SIMULATOR_PORT", Part.SIMULATOR.standardPort(), "the simulator's port");
        URI simulator = env.uri("SIMULATOR_URL", "http://localhost:" + port, "where the simulator is");
        env.check();
        return new SimulatedPhone(simulator.resolve("/phones/" + number.id() + "/messages?wait=true"), number, via);
    }

    User user() {
        return number.user();
    }

    /**
     * Says something and waits until the ingress has taken it.
     *
     * @throws SentenceException when the simulator is not there or the ingress refuses
     */
    Said say(String text) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(messages)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(Map.of("via", via.word(), "text", text))))
                .build();
        long began = System.nanoTime();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Duration answered = Duration.ofNanos(System.nanoTime() - began);
            JsonNode body = Json.mapper().readTree(response.body());
            if (response.statusCode() / 100 != 2 || !body.hasNonNull("message_id")) {
                throw new SentenceException("the simulator answered " + response.statusCode() + ": "
                        + body.path("error").asText("without a reason"));
            }
            return new Said(body.path("message_id").asText(), answered);
        } catch (IOException e) {
            throw new SentenceException("no simulator answers at " + messages.getAuthority()
                    + " (SIMULATOR_PORT, SIMULATOR_URL); is ./flow up running?");
        }
    }
}

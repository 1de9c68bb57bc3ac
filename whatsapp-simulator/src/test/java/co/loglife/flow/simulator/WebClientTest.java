package co.loglife.flow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Web client as the sender meets it. */
final class WebClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final World world = new World();

    @Test
    void showsAMessageOnThePhoneAndReportsAcks() throws Exception {
        World.Answer answer = world.web("{\"number\":\"+1 555 000-1111\",\"message\":\"hi\",\"id\":\"out-1\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(answer.json().path("message").asText()).isEqualTo("Message sent successfully");
        assertThat(answer.json().path("to").asText()).isEqualTo("15550001111@c.us");
        String messageId = answer.json().path("message_id").asText();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(acks())
                        .extracting(ack -> ack.path("ack").asInt())
                        .containsExactly(1, 2, 3));
        JsonNode ack = acks().getFirst();
        assertThat(ack.path("message_id").asText()).isEqualTo(messageId);
        assertThat(ack.path("id").asText()).isEqualTo("out-1");
        assertThat(ack.path("recipient").asText()).isEqualTo("15550001111@c.us");
        assertThat(ack.path("session").asText()).isEqualTo("web");
        assertThat(world.ingress().posts("/webhook/status").getFirst().header("Authorization"))
                .isEqualTo("Bearer " + World.HOOK_TOKEN);
        assertThat(world.get("/phones/15550001111/chat?via=web").at("/0/text").asText())
                .isEqualTo("hi");
    }

    @Test
    void sendsOnceHoweverOftenTheSameIdComes() throws Exception {
        String request = "{\"number\":\"15550001111\",\"message\":\"hi\",\"id\":\"out-1\"}";
        JsonNode first = world.web(request).json();

        JsonNode again = world.web(request).json();

        assertThat(again.path("duplicate").asBoolean()).isTrue();
        assertThat(again.path("message_id")).isEqualTo(first.path("message_id"));
        assertThat(world.get("/phones/15550001111/chat?via=web")).hasSize(1);
        assertThat(world.web(request.replace("hi", "ho")).status()).isEqualTo(409);
        assertThat(memory("out-1").path("state").asText()).isEqualTo("sent");
        assertThat(memory("out-1").path("message_id")).isEqualTo(first.path("message_id"));
        assertThat(memory("out-2").path("state").asText()).isEqualTo("unknown");
    }

    @Test
    void remembersIdsWithAnySign() throws Exception {
        String id = "wamid.HBgL/MTY+1=:0";

        world.web("{\"number\":\"15550001111\",\"message\":\"hi\",\"id\":\"" + id + "\"}");

        assertThat(memory(id).path("id").asText()).isEqualTo(id);
        assertThat(memory(id).path("state").asText()).isEqualTo("sent");
    }

    @Test
    void refusesAsTheNodeClientDoes() throws Exception {
        World.Answer empty = world.web("{\"number\":\"\",\"message\":\"hi\"}");

        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.json().path("error").asText()).isEqualTo("Both number and message are required");
        assertThat(world.web("{\"number\":15550001111,\"message\":\"hi\"}").status())
                .isEqualTo(500);
        World.Answer malformed = world.web("{\"number\":");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void refusesAWrongToken() throws Exception {
        assertThat(world.request("POST", "/send-message", "{\"number\":\"15550001111\",\"message\":\"hi\"}", "")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void isNotConnectedWhenTheLoginIsLost() throws Exception {
        world.faults("{\"qr_lost\":true}");

        World.Answer answer = world.web("{\"number\":\"15550001111\",\"message\":\"hi\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("error").asText()).startsWith("WhatsApp client is not connected.");
        assertThat(world.web("{\"number\":\"15550001111\"}").status()).isEqualTo(400);
    }

    @Test
    void showsATranscriptBeforeItsText() throws Exception {
        world.web("""
                {"number":"15550001111","message":"hi","attachments":{"transcript_file":"aGVsbG8="}}""");

        JsonNode chat = world.get("/phones/15550001111/chat?via=web");
        assertThat(chat).hasSize(2);
        assertThat(chat.at("/0/kind").asText()).isEqualTo("document");
        assertThat(world.request("GET", "/files/" + chat.at("/0/media").asText(), "", "")
                        .text())
                .isEqualTo("hello");
    }

    @Test
    void showsAFileOfOurOwnClient() throws Exception {
        world.web("""
                {"number":"15550001111","id":"out-1",
                 "media":{"mime_type":"image/png","data":"aGVsbG8=","filename":"a.png"}}""");

        JsonNode chat = world.get("/phones/15550001111/chat?via=web");
        assertThat(chat).hasSize(1);
        assertThat(chat.at("/0/kind").asText()).isEqualTo("document");
        assertThat(world.get("/calls").at("/calls/0/body/media").asText()).isEqualTo("[not kept]");
    }

    @Test
    void canBeTheOriginalClient() throws Exception {
        world.faults("{\"web_original\":true}");
        String request = "{\"number\":\"15550001111\",\"message\":\"hi\",\"id\":\"out-1\"}";

        World.Answer answer = world.web(request);

        assertThat(answer.json().has("message_id")).isFalse();
        world.web(request);
        assertThat(world.get("/phones/15550001111/chat?via=web")).hasSize(2);
        assertThat(world.request("GET", "/messages/out-1", "", World.WEB_TOKEN).status())
                .isEqualTo(404);
        World.Answer large = world.web(request.replace("hi", "x".repeat(100 << 10)));
        assertThat(large.status()).isEqualTo(413);
        assertThat(acks()).isEmpty();
    }

    private JsonNode memory(String id) throws Exception {
        String path = "/messages/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
        return world.request("GET", path, "", World.WEB_TOKEN).json();
    }

    private List<JsonNode> acks() {
        return world.ingress().posts("/webhook/status").stream()
                .map(FakeIngress.Post::json)
                .toList();
    }
}

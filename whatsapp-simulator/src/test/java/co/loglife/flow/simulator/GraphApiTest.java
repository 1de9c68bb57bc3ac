package co.loglife.flow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.ingress.Signed;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The Graph API as the sender meets it. */
final class GraphApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HI = """
            {"messaging_product":"whatsapp","recipient_type":"individual","to":"+15550001111",\
            "type":"text","text":{"body":"hi"},"biz_opaque_callback_data":"out-1"}""";

    @RegisterExtension
    final World world = new World();

    @Test
    void showsAMessageOnThePhoneAndReportsOnIt() throws Exception {
        World.Answer answer = world.graph(HI);

        String wamid = answer.json().at("/messages/0/id").asText();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(wamid).startsWith("wamid.");
        assertThat(answer.json().at("/contacts/0/wa_id").asText()).isEqualTo("15550001111");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(world.ingress().statuses(wamid)).containsExactly("sent", "delivered", "read"));
        FakeIngress.Post first = world.ingress().posts("/whatsapp-incoming").getFirst();
        assertThat(first.header("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + Signed.signature(first.body(), new Secret(World.SECRET)));
        assertThat(first.status().path("biz_opaque_callback_data").asText()).isEqualTo("out-1");
        assertThat(first.status().path("recipient_id").asText()).isEqualTo("15550001111");
        assertThat(first.status().at("/pricing/pricing_model").asText()).isEqualTo("PMP");
        JsonNode bubble = world.get("/phones/15550001111/chat").get(0);
        assertThat(bubble.path("text").asText()).isEqualTo("hi");
        assertThat(bubble.path("direction").asText()).isEqualTo("outgoing");
        assertThat(bubble.path("ticks").asText()).isEqualTo("read");
        assertThat(bubble.path("outgoing_id").asText()).isEqualTo("out-1");
    }

    @Test
    void refusesAWrongTokenWithCode190() throws Exception {
        World.Answer answer = world.request("POST", "/v24.0/" + World.LINE + "/messages", HI, "guessed");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().at("/error/code").asInt()).isEqualTo(190);
        assertThat(answer.text()).doesNotContain(World.TOKEN).doesNotContain("guessed");
        assertThat(world.get("/phones/15550001111/chat")).isEmpty();
    }

    @Test
    void refusesAPhoneNumberIdThatIsNotOurs() throws Exception {
        World.Answer answer = world.request("POST", "/v24.0/999/messages", HI, World.TOKEN);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/error_subcode").asInt()).isEqualTo(33);
    }

    @Test
    void answersWithAnyCodeAsOftenAsTold() throws Exception {
        world.faults("""
                {"rules":[{"fault":"error","code":131056,"times":2,"retry_after":7}]}""");

        List<World.Answer> answers = List.of(world.graph(HI), world.graph(HI), world.graph(HI));

        assertThat(answers).extracting(World.Answer::status).containsExactly(400, 400, 200);
        assertThat(answers.getFirst().json().at("/error/code").asInt()).isEqualTo(131056);
        assertThat(answers.getFirst().retryAfter()).isEqualTo("7");
        assertThat(world.get("/faults").path("struck").get(0).asInt()).isEqualTo(2);
    }

    @Test
    void cutsTheConnectionAfterItTookTheMessage() throws Exception {
        world.faults("""
                {"rules":[{"fault":"cut_after","times":1}]}""");

        assertThatThrownBy(() -> world.graph(HI)).isInstanceOf(IOException.class);

        assertThat(world.get("/phones/15550001111/chat")).hasSize(1);
        JsonNode call = world.get("/calls").at("/calls/0");
        assertThat(call.path("outcome").asText()).isEqualTo("accepted");
        assertThat(call.path("status").asInt()).isZero();
        assertThat(call.path("fault").asText()).isEqualTo("cut_after");
    }

    @Test
    void cutsTheConnectionBeforeItTookTheMessage() throws Exception {
        world.faults("""
                {"rules":[{"fault":"cut_before","times":1}]}""");

        assertThatThrownBy(() -> world.graph(HI)).isInstanceOf(IOException.class);

        assertThat(world.get("/phones/15550001111/chat")).isEmpty();
        assertThat(world.get("/calls").at("/outcomes/refused").asInt()).isEqualTo(1);
    }

    @Test
    void answersGarbageToWhatItTook() throws Exception {
        world.faults("""
                {"rules":[{"fault":"garbage","times":1}]}""");

        World.Answer answer = world.graph(HI);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().isMissingNode()).isTrue();
        assertThat(world.get("/phones/15550001111/chat")).hasSize(1);
    }

    @Test
    void lendsItselfToOneRecipientsTrouble() throws Exception {
        world.faults("""
                {"rules":[{"fault":"status","status":503,"number":"15550002222"}]}""");

        assertThat(world.graph(HI).status()).isEqualTo(200);
        assertThat(world.graph(HI.replace("15550001111", "15550002222")).status())
                .isEqualTo(503);
    }

    @Test
    void expiresTheTokenUntilToldOtherwise() throws Exception {
        world.faults("{\"token_expired\":true}");
        World.Answer expired = world.graph(HI);
        world.request("DELETE", "/faults", "", "");

        assertThat(expired.json().at("/error/error_subcode").asInt()).isEqualTo(463);
        assertThat(world.graph(HI).status()).isEqualTo(200);
    }

    @Test
    void enforcesThePairLimit() throws Exception {
        world.faults("{\"limits\":{\"pair\":true}}");

        for (int i = 0; i < 45; i++) {
            assertThat(world.graph(HI).status()).isEqualTo(200);
        }

        assertThat(world.graph(HI).json().at("/error/code").asInt()).isEqualTo(131056);
        assertThat(world.graph(HI.replace("15550001111", "15550002222")).status())
                .isEqualTo(200);
    }

    @Test
    void repeatsAndReordersStatuses() throws Exception {
        world.faults("{\"statuses\":{\"duplicate\":1,\"reorder\":1,\"delays_ms\":[0,0,0]}}");

        String wamid = world.graph(HI).json().at("/messages/0/id").asText();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world.ingress().statuses(wamid))
                        .containsExactly("read", "read", "delivered", "delivered", "sent", "sent"));
    }

    @Test
    void failsAMessageLaterWhenTheWindowIsClosed() throws Exception {
        world.faults("{\"limits\":{\"window\":\"status\"},\"statuses\":{\"delays_ms\":[0]}}");

        String wamid = world.graph(HI).json().at("/messages/0/id").asText();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(world.ingress().statuses(wamid)).containsExactly("failed"));
        JsonNode error =
                world.ingress().posts("/whatsapp-incoming").getFirst().status().at("/errors/0");
        assertThat(error.path("code").asInt()).isEqualTo(131047);
    }

    @Test
    void opensTheWindowWhenThePersonWrites() throws Exception {
        world.faults("{\"limits\":{\"window\":\"answer\"}}");

        assertThat(world.graph(HI).json().at("/error/code").asInt()).isEqualTo(131047);
        world.say("{\"via\":\"business_api\",\"text\":\"hello\"}");
        assertThat(world.graph(HI).status()).isEqualTo(200);
    }

    @Test
    void marksWhatThePersonSaidAsRead() throws Exception {
        String wamid = world.say("{\"via\":\"business_api\",\"text\":\"hello\"}")
                .json()
                .path("message_id")
                .asText();

        World.Answer answer = world.graph("""
                {"messaging_product":"whatsapp","status":"read","message_id":"%s",\
                "typing_indicator":{"type":"text"}}""".formatted(wamid));

        assertThat(answer.json().path("success").asBoolean()).isTrue();
        assertThat(world.get("/phones/15550001111/chat").at("/0/ticks").asText())
                .isEqualTo("read");
    }

    @Test
    void sendsToABusinessScopedUserId() throws Exception {
        World.Answer answer = world.graph("""
                {"messaging_product":"whatsapp","recipient":"US.134915550001111","type":"text","text":{"body":"hi"}}""");

        assertThat(answer.json().at("/contacts/0/user_id").asText()).isEqualTo("US.134915550001111");
        assertThat(answer.json().at("/contacts/0").has("wa_id")).isFalse();
        assertThat(world.get("/phones/15550001111/chat")).hasSize(1);
    }

    @Test
    void keepsFilesForTheTokensOwner() throws Exception {
        String id = upload("image/png", "bytes").json().path("id").asText();

        World.Answer found = world.request("GET", "/v24.0/" + id, "", World.TOKEN);
        String path = URI.create(found.json().path("url").asText()).getPath();

        assertThat(found.json().path("file_size").asInt()).isEqualTo(5);
        assertThat(found.json().path("mime_type").asText()).isEqualTo("image/png");
        assertThat(world.request("GET", path, "", World.TOKEN).text()).isEqualTo("bytes");
        assertThat(world.request("GET", path, "", "").status()).isEqualTo(401);
        assertThat(world.graph(image(id)).status()).isEqualTo(200);
        assertThat(world.request("DELETE", "/v24.0/" + id, "", World.TOKEN).status())
                .isEqualTo(200);
        assertThat(world.graph(image(id)).json().at("/error/code").asInt()).isEqualTo(100);
    }

    @Test
    void refusesAFileOfAnUnknownKind() throws Exception {
        assertThat(upload("text/html", "<p>").json().at("/error/code").asInt()).isEqualTo(100);
    }

    @Test
    void countsEachOutgoingId() throws Exception {
        world.graph(HI);
        world.graph(HI);

        JsonNode count = world.get("/calls/counts").path("out-1");
        assertThat(count.path("calls").asInt()).isEqualTo(2);
        assertThat(count.path("accepted").asInt()).isEqualTo(2);
        assertThat(world.get("/calls?number=15550001111&limit=1").path("calls")).hasSize(1);
        world.request("DELETE", "/calls", "", "");
        assertThat(world.get("/calls").path("calls")).isEmpty();
    }

    @Test
    void refusesFaultsItDoesNotKnow() throws Exception {
        World.Answer answer = world.request("PUT", "/faults", "{\"rules\":[{\"fault\":\"error\"}]}", "");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).contains("needs a code");
        assertThat(world.request("PUT", "/faults", "{\"tokenexpired\":true}", "")
                        .status())
                .isEqualTo(400);
    }

    private World.Answer upload(String type, String content) throws Exception {
        String boundary = "----flow";
        String body = """
                --%1$s\r
                Content-Disposition: form-data; name="messaging_product"\r
                \r
                whatsapp\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="f"\r
                Content-Type: %2$s\r
                \r
                %3$s\r
                --%1$s--\r
                """.formatted(boundary, type, content);
        return world.send(HttpRequest.newBuilder(URI.create(world.address() + "/v24.0/" + World.LINE + "/media"))
                .header("Authorization", "Bearer " + World.TOKEN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String image(String id) {
        return Json.mapper()
                .createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("to", "+15550001111")
                .put("type", "image")
                .set("image", Json.mapper().createObjectNode().put("id", id))
                .toString();
    }
}

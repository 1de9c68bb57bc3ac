package co.loglife.flow.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import co.loglife.flow.runtime.Secret;
import co.loglife.flow.simulator.ingress.Signed;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones that speak, as the ingress hears them. */
final class PhonesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final World world = new World();

    @Test
    void speaksAsMetaDoes() throws Exception {
        World.Answer answer = world.say("{\"via\":\"business_api\",\"text\":\"hello 🏃\",\"name\":\"Ann\"}");

        FakeIngress.Post post = world.ingress().posts("/whatsapp-incoming").getFirst();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(post.header("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + Signed.signature(post.body(), new Secret(World.SECRET)));
        assertThat(post.json().path("object").asText()).isEqualTo("whatsapp_business_account");
        JsonNode value = post.json().at("/entry/0/changes/0/value");
        assertThat(value.at("/metadata/phone_number_id").asText()).isEqualTo(World.LINE);
        assertThat(value.at("/contacts/0/profile/name").asText()).isEqualTo("Ann");
        assertThat(value.at("/contacts/0/wa_id").asText()).isEqualTo("15550001111");
        assertThat(post.message().path("id")).isEqualTo(answer.json().path("message_id"));
        assertThat(post.message().at("/text/body").asText()).isEqualTo("hello 🏃");
        assertThat(post.message().path("timestamp").asText()).matches("[0-9]{10}");
    }

    @Test
    void speaksAsTheWebClientDoes() throws Exception {
        World.Answer answer = world.say("{\"via\":\"web\",\"text\":\"hello\"}");

        FakeIngress.Post post = world.ingress().posts("/webhook").getFirst();
        assertThat(post.header("Authorization")).isEqualTo("Bearer " + World.HOOK_TOKEN);
        assertThat(post.json().path("sender").asText()).isEqualTo("15550001111@c.us");
        assertThat(post.json().path("raw_msg").asText()).isEqualTo("hello");
        assertThat(post.json().path("msg_type").asText()).isEqualTo("chat");
        assertThat(post.json().path("client_type").asText()).isEqualTo("whatsapp");
        assertThat(post.json().path("message_id")).isEqualTo(answer.json().path("message_id"));
        assertThat(post.json().path("timestamp").asLong()).isGreaterThan(1_700_000_000_000L);
    }

    @Test
    void postsTheSameBytesUntilTheyAreTaken() throws Exception {
        world.ingress().answerNext(503, 500, 204);

        World.Answer answer = world.say("{\"via\":\"business_api\",\"text\":\"hello\"}");

        assertThat(answer.json().path("tries").asInt()).isEqualTo(4);
        assertThat(world.ingress().messages()).hasSize(4);
        assertThat(world.ingress().messages())
                .allSatisfy(post -> assertThat(post.body())
                        .isEqualTo(world.ingress().messages().getFirst().body()));
        assertThat(world.get("/phones/15550001111/chat").at("/0/ticks").asText())
                .isEqualTo("delivered");
    }

    @Test
    void keepsTheOrderOfOnePhoneThroughRetries() throws Exception {
        world.ingress().answerNext(503, 503, 503);

        List<String> said = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            said.add(String.valueOf(i));
            world.request(
                    "POST", "/phones/15550001111/messages", "{\"via\":\"business_api\",\"text\":\"" + i + "\"}", "");
        }

        await().atMost(PATIENCE).until(() -> world.ingress().messages().size() == 13);
        assertThat(world.ingress().messages())
                .extracting(post -> post.message().at("/text/body").asText())
                .containsSubsequence(said);
    }

    @Test
    void tapsTheNewestOfferOfAButton() throws Exception {
        String wamid = world.graph("""
                {"messaging_product":"whatsapp","to":"+15550001111","type":"interactive","interactive":{"type":"button",\
                "body":{"text":"Sure?"},"action":{"buttons":[{"type":"reply","reply":{"id":"yes","title":"Yes!"}}]}}}""").json().at("/messages/0/id").asText();

        world.say("{\"via\":\"business_api\",\"tap\":\"yes\"}");

        JsonNode message = world.ingress().messages().getFirst().message();
        assertThat(message.at("/interactive/button_reply/id").asText()).isEqualTo("yes");
        assertThat(message.at("/interactive/button_reply/title").asText()).isEqualTo("Yes!");
        assertThat(message.at("/context/id").asText()).isEqualTo(wamid);
        assertThat(world.get("/phones/15550001111/chat").at("/1/text").asText()).isEqualTo("Yes!");
    }

    @Test
    void cannotTapWhatWasNeverOffered() throws Exception {
        assertThat(world.say("{\"via\":\"business_api\",\"tap\":\"yes\"}").status())
                .isEqualTo(409);
        assertThat(world.ingress().messages()).isEmpty();
    }

    @Test
    void typesTheTapOnTheWeb() throws Exception {
        world.say("{\"via\":\"web\",\"tap\":\"2\"}");

        assertThat(world.ingress()
                        .posts("/webhook")
                        .getFirst()
                        .json()
                        .path("raw_msg")
                        .asText())
                .isEqualTo("2");
    }

    @Test
    void sendsAVoiceNoteEitherWay() throws Exception {
        world.say("{\"via\":\"web\",\"type\":\"voice\",\"data\":\"T2dnUw==\"}");
        world.say("{\"via\":\"business_api\",\"type\":\"voice\",\"data\":\"T2dnUw==\"}");

        JsonNode web = world.ingress().posts("/webhook").getFirst().json();
        assertThat(web.path("msg_type").asText()).isEqualTo("ptt");
        assertThat(web.path("raw_msg").asText()).isEqualTo("T2dnUw==");
        JsonNode audio = world.ingress().messages().getFirst().message().path("audio");
        assertThat(audio.path("voice").asBoolean()).isTrue();
        World.Answer found = world.request("GET", "/v24.0/" + audio.path("id").asText(), "", World.TOKEN);
        assertThat(found.json().path("file_size").asInt()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoUtterance() throws Exception {
        assertThat(world.say("{\"via\":\"pigeon\",\"text\":\"hi\"}").status()).isEqualTo(400);
        assertThat(world.say("{\"via\":\"web\"}").status()).isEqualTo(400);
        assertThat(world.say("nothing").status()).isEqualTo(400);
        assertThat(world.request("POST", "/phones/me/messages", "{\"via\":\"web\",\"text\":\"hi\"}", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void answersAtOnceWhenNobodyWaits() throws Exception {
        world.ingress().answerNext(503);

        World.Answer answer =
                world.request("POST", "/phones/15550001111/messages", "{\"via\":\"web\",\"text\":\"hi\"}", "");

        assertThat(answer.status()).isEqualTo(202);
        await().atMost(PATIENCE).until(() -> world.ingress().posts("/webhook").size() == 2);
    }
}

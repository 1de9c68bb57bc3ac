package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.IncomingMessage;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A1 to A4: signatures, the verify token, replays. */
class AbusedSecretsTest extends Abused {
    private static final byte[] WEBHOOK = Samples.bytes("graph-api/image.json");
    private static final String RIGHT = Signature.of(new Secret(Ingress.APP_SECRET), WEBHOOK);
    private static final String HEX = RIGHT.substring("sha256=".length());

    static List<String> wrongSignatures() {
        return List.of(
                "",
                "sha256=",
                "sha256=" + "0".repeat(64),
                HEX,
                "sha256=" + HEX.substring(1),
                "sha256=" + HEX + "0",
                "sha1=" + HEX.substring(0, 40),
                "sha512=" + HEX + HEX,
                "SHA256=" + HEX,
                "sha256=" + HEX.toUpperCase(java.util.Locale.ROOT),
                RIGHT + ",sha256=" + "0".repeat(64),
                Signature.of(new Secret("another-secret"), WEBHOOK));
    }

    @ParameterizedTest
    @MethodSource("wrongSignatures")
    void a1AWrongSignatureIsRefusedAndStoresNothing(String signature) throws Exception {
        int before = ingress.on(Kind.WEBHOOKS).size();

        assertThat(ingress.post("/whatsapp-incoming", WEBHOOK, Signature.HEADER, signature)
                        .statusCode())
                .isEqualTo(401);
        assertThat(ingress.on(Kind.WEBHOOKS)).hasSize(before);
    }

    @Test
    void a1TheSignatureIsCheckedBeforeTheBodyIsParsed() throws Exception {
        byte[] noJson = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

        assertThat(ingress.post("/whatsapp-incoming", noJson, Signature.HEADER, RIGHT)
                        .statusCode())
                .isEqualTo(401);
        assertThat(ingress.post("/whatsapp-incoming", noJson).statusCode()).isEqualTo(401);
    }

    @Test
    void a1TwoSignaturesAreNone() throws Exception {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        String right = Signature.of(new Secret(Ingress.APP_SECRET), body);
        for (String other : List.of(right, "sha256=" + "0".repeat(64))) {
            try (RawHttp caller = new RawHttp(ingress.port())) {
                caller.says(HEAD + "Content-Length: 2\r\nX-Hub-Signature-256: " + right + "\r\nX-Hub-Signature-256: "
                        + other + "\r\n\r\n{}");
                assertThat(caller.hearsStatus()).isEqualTo("HTTP/1.1 401 Unauthorized");
            }
        }
    }

    @Test
    void a1RefusedSignaturesAreCounted() throws Exception {
        ingress.post("/whatsapp-incoming", WEBHOOK, Signature.HEADER, "sha256=" + "0".repeat(64));

        assertThat(ingress.get("/metrics").body()).containsPattern("ingress_signature_rejected_total\\S* [1-9]");
    }

    @Test
    void a2ABodyThatIsNotTheOneSignedIsRefused() throws Exception {
        byte[] changed = WEBHOOK.clone();
        changed[changed.length / 2] ^= 1;
        byte[] spaced = new String(WEBHOOK, StandardCharsets.UTF_8)
                .replace("\":", "\" :")
                .getBytes(StandardCharsets.UTF_8);
        for (byte[] body : List.of(changed, spaced)) {
            assertThat(ingress.post("/whatsapp-incoming", body, Signature.HEADER, RIGHT)
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a2ACompressedBodyIsRefusedUnread() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[8 << 20]);
        }
        for (String encoding : List.of("gzip", "deflate", "br", "identity, gzip")) {
            HttpResponse<String> answer =
                    ingress.post("/whatsapp-incoming", bomb.toByteArray(), "Content-Encoding", encoding);

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(answer.body()).startsWith("{\"success\":false");
        }
    }

    @Test
    void a3AfterTenWrongTokensAnAddressIsHeardNoMore() throws Exception {
        try (Ingress fresh = Ingress.start(kafka, Map.of("VERIFY_TOKEN", Ingress.VERIFY_TOKEN))) {
            assertThat(verify(fresh, Ingress.VERIFY_TOKEN).statusCode()).isEqualTo(200);
            for (int i = 0; i < 10; i++) {
                assertThat(verify(fresh, "guess-" + i).statusCode()).isEqualTo(403);
            }
            HttpResponse<String> answer = verify(fresh, Ingress.VERIFY_TOKEN);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
            assertThat(answer.body()).doesNotContain("1158201444");
            assertThat(fresh.get("/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a3BehindAProxyTheAddressIsTheOneItWroteDown() throws Exception {
        try (Ingress behind = Ingress.start(
                kafka,
                Map.of("VERIFY_TOKEN", Ingress.VERIFY_TOKEN, "INGRESS_PROXIES", "1", "INGRESS_VERIFY_GUESSES", "2"))) {
            for (String invented : List.of("1.1.1.1", "2.2.2.2")) { // what a caller says himself changes nothing
                assertThat(verify(behind, "wrong", "X-Forwarded-For", invented + ", 203.0.113.7")
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(verify(behind, Ingress.VERIFY_TOKEN, "X-Forwarded-For", "3.3.3.3, 203.0.113.7")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(verify(behind, Ingress.VERIFY_TOKEN, "X-Forwarded-For", "203.0.113.8")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a3OnlyAHarmlessChallengeIsEchoedAndAsPlainText() throws Exception {
        for (String challenge : List.of("%3Cscript%3E", "a%20b", "1".repeat(201), "%0d%0aX:1", "%C3%A9", "")) {
            try (Ingress fresh = Ingress.start(kafka, Map.of("VERIFY_TOKEN", Ingress.VERIFY_TOKEN))) {
                HttpResponse<String> answer = fresh.get("/whatsapp-incoming?hub.mode=subscribe&hub.challenge="
                        + challenge + "&hub.verify_token=" + Ingress.VERIFY_TOKEN);
                assertThat(answer.statusCode()).as(challenge).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("script");
            }
        }
        HttpResponse<String> right = verify(ingress, Ingress.VERIFY_TOKEN);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(right.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    /** The router knows an id it has handled, and makes one reply of them all: WholeWayTest of the system tests. */
    @Test
    void a4AReplayedWebhookIsTakenEachTimeAndIsOneMessageById() throws Exception {
        int times = 500;
        for (int i = 0; i < times; i++) {
            assertThat(ingress.receives(WEBHOOK).statusCode()).isEqualTo(200);
        }
        assertThat(ingress.incoming().stream()
                        .filter(message -> message.msgType().equals("image"))
                        .toList())
                .hasSize(times)
                .extracting(message -> message.id() + message.user().key())
                .containsOnly(ingress.incoming().stream()
                        .filter(message -> message.msgType().equals("image"))
                        .map(message -> message.id() + message.user().key())
                        .findFirst()
                        .orElseThrow());
    }

    /** De-duplication remembers 8 days: what is older could be answered a second time. */
    @Test
    void a4AReplayOutsideTheWindowIsKeptAndCountedAndForTheBotNoMore() throws Exception {
        try (Ingress fresh = Ingress.start(
                kafka, Map.of("WHATSAPP_APP_SECRET", Ingress.APP_SECRET, "INGRESS_OLDEST_MESSAGE_DAYS", "8"))) {
            String old = sent("wamid.old", Instant.now().minus(Duration.ofDays(9)));
            String recent = sent("wamid.recent", Instant.now().minus(Duration.ofDays(7)));
            String undated = sent("wamid.undated", null);

            assertThat(fresh.receives(webhookOf(old)).statusCode()).isEqualTo(200);
            assertThat(fresh.receives(webhookOf(recent, old, undated)).statusCode())
                    .isEqualTo(200);

            assertThat(fresh.incoming())
                    .extracting(IncomingMessage::id)
                    .containsExactlyInAnyOrder("wamid.recent", "wamid.undated");
            assertThat(fresh.on(Kind.WEBHOOKS)).hasSize(2);
            assertThat(fresh.on(Kind.DEAD_LETTERS)).isEmpty();
            assertThat(fresh.get("/metrics").body())
                    .containsPattern("ingress_normalized_total\\{[^}]*kind=\"too_old\"[^}]*} 2\\.0");
        }
    }

    private static String sent(String id, @Nullable Instant at) {
        return "{'from':'16505551234','id':'" + id + "',"
                + (at == null ? "" : "'timestamp':'" + at.getEpochSecond() + "',")
                + "'type':'text','text':{'body':'hi'}}";
    }

    private static String webhookOf(String... messages) {
        return ("{'entry':[{'changes':[{'field':'messages','value':{'messages':[" + String.join(",", messages)
                        + "]}}]}]}")
                .replace('\'', '"');
    }

    private static HttpResponse<String> verify(Ingress ingress, String token, String... headers) throws Exception {
        return ingress.get(
                "/whatsapp-incoming?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + token, headers);
    }
}

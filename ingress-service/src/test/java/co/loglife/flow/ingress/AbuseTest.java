package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.graphapi.Signature;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.runtime.Secret;
import co.loglife.flow.testing.RealKafka;
import co.loglife.flow.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers try; after each of it the service still does its work. */
@Tag("broker")
class AbuseTest {
    private static final String HEAD = "POST /whatsapp-incoming HTTP/1.1\r\nHost: localhost\r\n";

    @RegisterExtension
    static final RealKafka kafka = new RealKafka();

    private static Ingress ingress;

    @BeforeAll
    static void start() throws Exception {
        ingress = Ingress.start(kafka);
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @AfterEach
    void itStillWorks() throws Exception {
        assertThat(ingress.receives(Samples.bytes("graph-api/text.json")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void twoSignaturesAreNone() throws Exception {
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
    void aCompressedBodyIsRefusedUnread() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[8 << 20]);
        }
        HttpResponse<String> answer =
                ingress.post("/whatsapp-incoming", bomb.toByteArray(), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).startsWith("{\"success\":false");
    }

    @Test
    void aBodyOverTheLimitIsRefusedAlsoInChunks() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + "Content-Length: 10000000\r\n\r\n");
            assertThat(caller.hearsStatus()).isEqualTo("HTTP/1.1 413 Payload Too Large");
        }
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            try {
                for (int i = 0; i < 70; i++) {
                    caller.says(chunk);
                }
            } catch (SocketException e) {
                // It hung up on us before we were done: as good.
            }
        }
        assertThat(ingress.on(Kind.WEBHOOKS)).noneMatch(record -> record.value().length > 1 << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "Transfer-Encoding: identity, gzip\r\n\r\n{}",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 2\r\nX-Folded: a\r\n b\r\n\r\n{}",
                "Content-Length: 2\r\nX-Null: a\u0000b\r\n\r\n{}",
                "Content-Length: 2\r\nHost: other\r\n\r\n{}",
                "Content-Length: 2\r\nX-Long: aaaaaaaaaaaaaaaaaaaa\n\n{}"
            })
    void anAmbiguousRequestIsRefusedAndItsConnectionClosed(String rest) throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + rest);
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 400").doesNotContain("200 OK");
        }
    }

    @Test
    void linesThatEndInNewlineAloneAreRefused() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says("GET /live HTTP/1.1\nHost: localhost\n\n");
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void hugeHeadersAreRefused() throws Exception {
        for (String headers : List.of("X: " + "a".repeat(20_000) + "\r\n", "X: y\r\n".repeat(2_000))) {
            try (RawHttp caller = new RawHttp(ingress.port())) {
                caller.says(HEAD + headers + "\r\n");
                assertThat(caller.hearsStatus()).startsWith("HTTP/1.1 431");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nothing", "/%3Cscript%3E", "/whatsapp-incoming;x=1", "//whatsapp-incoming", "/..%2fetc"})
    void anUnknownAddressIsNotRepeatedInTheAnswer(String path) throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = caller.hearsUntilTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("script").doesNotContain("etc");
        }
    }

    @Test
    void monstrousJsonIsRefusedWithoutATrace() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int depth : new int[] {49, 3_000, 100_000}) {
            bodies.add(("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(StandardCharsets.UTF_8));
        }
        bodies.add(("{\"a\":" + "9".repeat(2_000) + "}").getBytes(StandardCharsets.UTF_8));
        bodies.add(("{\"" + "k".repeat(1_000) + "\":1}").getBytes(StandardCharsets.UTF_8));
        for (byte[] body : bodies) {
            HttpResponse<String> answer = ingress.receives(body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("co.loglife");
        }
    }

    @Test
    void aRepeatedKeyOfMetasIsTolerated() throws Exception {
        assertThat(ingress.receives("{\"entry\":[],\"entry\":[]}").statusCode()).isEqualTo(200);
    }

    @Test
    void aReplayedWebhookHasTheSameIdAndSoOneEffect() throws Exception {
        byte[] webhook = Samples.bytes("graph-api/image.json");
        for (int i = 0; i < 5; i++) {
            assertThat(ingress.receives(webhook).statusCode()).isEqualTo(200);
        }
        assertThat(ingress.incoming().stream()
                        .filter(message -> message.msgType().equals("image"))
                        .map(message -> message.id() + message.user().key())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void bodiesTogetherHaveABoundAndSmallOnesStillPass() throws Exception {
        try (Ingress small = Ingress.start(
                kafka, Map.of("WHATSAPP_APP_SECRET", Ingress.APP_SECRET, "INGRESS_BODY_MEMORY_MIB", "1"))) {
            HttpResponse<String> answer = small.receives(new byte[3 << 20]);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            for (int i = 0; i < 20; i++) { // what was held is given back
                assertThat(small.receives(new byte[500_000]).statusCode()).isEqualTo(400);
            }
            assertThat(small.receives(Samples.bytes("graph-api/text.json")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aHeaderThatDribblesIsCutOff() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port());
                Dribble dribble = new Dribble(caller, "POST /webhook HTTP/1.1\r\nX-Slow: " + "a".repeat(500))) {
            assertThat(caller.isClosedByServer()).isTrue();
            assertThat(dribble.said()).isLessThan(400);
        }
    }

    @Test
    void aBodyThatDribblesIsCutOff() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + "Content-Length: 3000000\r\n\r\n");
            try (Dribble dribble = new Dribble(caller, "x".repeat(500))) {
                assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 408");
                assertThat(dribble.said()).isLessThan(400);
            }
        }
    }

    @Test
    void aThousandIdleConnectionsHinderNobody() throws Exception {
        List<RawHttp> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                idle.add(new RawHttp(ingress.port()));
            }
            assertThat(ingress.receives(Samples.bytes("graph-api/text.json")).statusCode())
                    .isEqualTo(200);
            assertThat(ingress.get("/live").statusCode()).isEqualTo(200);
            assertThat(ingress.get("/ready").statusCode()).isEqualTo(200);
        } finally {
            for (RawHttp caller : idle) {
                caller.close();
            }
        }
    }

    @Test
    void anAddressHasItsShareOfConnections() throws Exception {
        try (Ingress limited = Ingress.start(kafka, Map.of("INGRESS_CONNECTIONS_PER_ADDRESS", "3"))) {
            try (RawHttp _ = new RawHttp(limited.port());
                    RawHttp second = new RawHttp(limited.port());
                    RawHttp _ = new RawHttp(limited.port())) {
                second.says("GET /live HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(second.hearsStatus()).isEqualTo("HTTP/1.1 200 OK");
                try (RawHttp fourth = new RawHttp(limited.port())) {
                    assertThat(fourth.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void noSecretIsInAnyAnswer() throws Exception {
        byte[] webhook = Samples.bytes("graph-api/text.json");
        List<String> answers = List.of(
                ingress.post("/whatsapp-incoming", webhook, Signature.HEADER, "sha256=" + "0".repeat(64))
                        .body(),
                ingress.post("/webhook", webhook, "Authorization", "Bearer x").body(),
                ingress.get("/whatsapp-incoming?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1")
                        .body(),
                ingress.get("/metrics").body(),
                ingress.get("/ready").body());

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer)
                        .doesNotContain(Ingress.APP_SECRET)
                        .doesNotContain(Ingress.WEBHOOK_TOKEN)
                        .doesNotContain(Ingress.VERIFY_TOKEN)
                        .doesNotContain(Signature.of(new Secret(Ingress.APP_SECRET), webhook)
                                .substring(7)));
    }
}

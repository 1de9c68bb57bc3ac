package co.loglife.flow.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import co.loglife.flow.ingress.normalized.RandomJson;
import co.loglife.flow.model.Json;
import co.loglife.flow.model.TopicLayout.Kind;
import co.loglife.flow.testing.Samples;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A5 and A8 to A13: what is too large, too deep, ambiguous, of the wrong type or meant for the log. */
class AbusedRequestsTest extends Abused {
    @Test
    void a5ABodyOverTheLimitIsRefusedAlsoInChunks() throws Exception {
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
                "Content-Length: 2\r\nX-Return: a\rb\r\n\r\n{}",
                "Content-Length: 2\r\n Transfer-Encoding: chunked\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Content-Length: 2\r\nX-Long: aaaaaaaaaaaaaaaaaaaa\n\n{}"
            })
    void a8AnAmbiguousRequestIsRefusedAndItsConnectionClosed(String rest) throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says(HEAD + rest);
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 400").doesNotContain("200 OK");
        }
    }

    @Test
    void a8ARequestWithoutAHostIsRefused() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says("GET /live HTTP/1.1\r\n\r\n");
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void a9LinesThatEndInNewlineAloneAreRefused() throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says("GET /live HTTP/1.1\nHost: localhost\n\n");
            assertThat(caller.hearsUntilTheEnd()).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void a10HugeHeadersAreRefused() throws Exception {
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
    void a10AnUnknownAddressIsNotRepeatedInTheAnswer(String path) throws Exception {
        try (RawHttp caller = new RawHttp(ingress.port())) {
            caller.says("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            String answer = caller.hearsUntilTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("script").doesNotContain("etc");
        }
    }

    @Test
    void a11MonstrousJsonIsRefusedWithoutATrace() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        for (int depth : new int[] {1_000, 5_000, 100_000}) {
            bodies.add(("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}").getBytes(StandardCharsets.UTF_8));
        }
        bodies.add(("{\"a\":" + "9".repeat(2_000) + "}").getBytes(StandardCharsets.UTF_8));
        bodies.add(("{\"" + "k".repeat(50_001) + "\":1}").getBytes(StandardCharsets.UTF_8));
        bodies.add("{\"a\":".getBytes(StandardCharsets.UTF_8));
        bodies.add(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
        for (byte[] body : bodies) {
            HttpResponse<String> answer = ingress.receives(body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("Exception").doesNotContain("co.loglife");
        }
    }

    @Test
    void a11WhatIsOnlyOddIsTakenFromMeta() throws Exception {
        String deep = "[".repeat(999) + "]".repeat(999);
        for (String body :
                List.of("{\"a\":" + deep + "}", "{\"" + "k".repeat(50_000) + "\":1}", "{\"entry\":" + deep + "}")) {
            assertThat(ingress.receives(body).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a12ARepeatedKeyOfMetasIsTolerated() throws Exception {
        assertThat(ingress.receives("{\"entry\":[],\"entry\":[]}").statusCode()).isEqualTo(200);
    }

    @Test
    void a5EachRoutesBoundIsTheConfiguredOne() throws Exception {
        Map<String, String> bounds = Map.of(
                "WHATSAPP_APP_SECRET",
                Ingress.APP_SECRET,
                "WEBHOOK_TOKEN",
                Ingress.WEBHOOK_TOKEN,
                "INGRESS_META_BODY_BYTES",
                "2000",
                "INGRESS_WEB_BODY_BYTES",
                "3000");
        String web = "{\"sender\":\"923325727426\",\"raw_msg\":\"hi\"}";
        try (Ingress small = Ingress.start(kafka, bounds)) {
            assertThat(small.receives(padded("{}", 2_000)).statusCode()).isEqualTo(200);
            assertThat(small.receives(padded("{}", 2_001)).statusCode()).isEqualTo(413);
            assertThat(small.hears(padded(web, 3_000)).statusCode()).isEqualTo(200);
            assertThat(small.hears(padded(web, 3_001)).statusCode()).isEqualTo(413);
        }
    }

    private static String padded(String json, int bytes) {
        return json + " ".repeat(bytes - json.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhook", "/webhook/status", "/messages"})
    void a12WhatIsNotSaidToBeJsonIsRefused(String path) throws Exception {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "")) {
            HttpResponse<String> answer = ingress.post(
                    path,
                    "{}".getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    type,
                    "Authorization",
                    "Bearer " + Ingress.WEBHOOK_TOKEN);
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
        }
    }

    @Test
    void a5BodiesTogetherHaveABoundAndSmallOnesStillPass() throws Exception {
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sender':'923325727426','sender':'923325727427','raw_msg':'hi'}",
                "{'sender':'923325727426','raw_msg':'hi'} {}",
                "{'sender':'923325727426','raw_msg':'hi'}x",
                "{'sender':'923325727426','raw_msg':{'text':'hi'}}",
                "{'sender':'923325727426','raw_msg':['hi']}",
                "{'sender':'923325727426','raw_msg':true}",
                "{'sender':'923325727426','raw_msg':'hi','msg_type':{}}",
                "{'sender':'923325727426','raw_msg':'hi','client_type':[]}",
                "{'sender':null,'raw_msg':'hi'}",
                "{'sender':['923325727426'],'raw_msg':'hi'}",
                "null",
                "[{'sender':'923325727426','raw_msg':'hi'}]"
            })
    void a12ThePayloadOfAProgramOfOursIsStrict(String payload) throws Exception {
        assertThat(ingress.hears(payload.replace('\'', '"')).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'entry':[]} {}", "{'entry':[]}]", "{'entry':[]} x"})
    void a12WhatTrailsAWebhookIsRefused(String webhook) throws Exception {
        assertThat(ingress.receives(webhook.replace('\'', '"')).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':null",
                "'id':{}",
                "'id':''",
                "'id':'a\\u0000b'",
                "'id':'a\\r\\nb'",
                "'id':['wamid.1']",
                "'id':'wamid.1','from':{}",
                "'id':'wamid.1','from':'not a number'"
            })
    void a12AnIdOfMetasOfTheWrongTypeIsADeadLetterAndTheWebhookTaken(String fields) throws Exception {
        int before = ingress.on(Kind.DEAD_LETTERS).size();
        String from = fields.contains("'from'") ? "" : "'from':'16505551234',";
        String webhook = "{'entry':[{'changes':[{'field':'messages','value':{'messages':[{" + from + fields
                + ",'type':'text','text':{'body':'hi'}}]}}]}]}";

        assertThat(ingress.receives(webhook.replace('\'', '"')).statusCode()).isEqualTo(200);
        assertThat(ingress.on(Kind.DEAD_LETTERS)).hasSize(before + 1);
    }

    @Test
    void a12NumbersAsTextsAndTextsAsNumbersAreTakenFromMeta() throws Exception {
        String webhook = "{'entry':[{'changes':[{'field':'messages','value':{'metadata':{'phone_number_id':77},"
                + "'messages':[{'from':16505551239,'id':'wamid.types','timestamp':1749416383,'type':'text',"
                + "'text':{'body':123}}]}}]}]}";

        assertThat(ingress.receives(webhook.replace('\'', '"')).statusCode()).isEqualTo(200);
        assertThat(ingress.incoming().stream().filter(message -> message.id().equals("wamid.types")))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.user().key()).isEqualTo("16505551239");
                    assertThat(message.line()).isEqualTo("77");
                    assertThat(message.rawMsg()).isEqualTo("123");
                });
    }

    @Test
    void a11RandomJsonIsNeverAnErrorOfOurs() throws Exception {
        for (long seed = 0; seed < 300; seed++) {
            RandomJson random = new RandomJson(seed);
            for (HttpResponse<String> answer : List.of(
                    ingress.receives(Json.write(random.webhook())),
                    ingress.hears(new String(Json.write(random.payload()), StandardCharsets.UTF_8)))) {
                assertThat(answer.statusCode()).as("seed %d", seed).isLessThan(500);
            }
        }
    }
}

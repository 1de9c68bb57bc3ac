package co.loglife.flow.system;

import co.loglife.flow.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Posts webhooks as Meta and the Web client do, Meta's signed over the exact bytes: again until the answer is 200. */
final class Webhooks {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final @Nullable String secret;
    private final Supplier<URI> ingress;

    private Webhooks(@Nullable String secret, Supplier<URI> ingress) {
        this.secret = secret;
        this.ingress = ingress;
    }

    /** Meta's. The supplier says where to post next, so that a load can be spread over several instances. */
    static Webhooks ofMeta(String secret, Supplier<URI> ingress) {
        return new Webhooks(secret, ingress);
    }

    /** The Web client's. */
    static Webhooks ofWebClient(Supplier<URI> ingress) {
        return new Webhooks(null, ingress);
    }

    /** Posts until the ingress has answered 200. */
    void deliver(byte[] body) throws InterruptedException {
        deliver(body, _ -> {});
    }

    /** Posts until the ingress has answered 200; every answer is told, 0 where there was none. */
    void deliver(byte[] body, IntConsumer answers) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            int status = status(body);
            answers.accept(status);
            if (status == 200) {
                return;
            }
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the ingress took no webhook for " + PATIENCE);
            }
            Thread.sleep(AGAIN); // as Meta waits before it repeats
        }
    }

    /** Posts once; 0 when there was no answer. */
    int status(byte[] body) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(ingress.get())
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (secret != null) {
            request.header("X-Hub-Signature-256", signature(secret, body));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) { // killed under our hands: nobody knows whether it was stored, so it is repeated
            return 0;
        }
    }

    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A text message as Meta tells of it. */
    static byte[] text(String messageId, String from, String text) {
        return Json.write(change(Map.of(
                "messages",
                List.of(Map.of(
                        "from",
                        from,
                        "id",
                        messageId,
                        "timestamp",
                        "1772442000",
                        "type",
                        "text",
                        "text",
                        Map.of("body", text))))));
    }

    /** A text message as the Web client tells of it. */
    static byte[] webText(String messageId, String from, String text) {
        return Json.write(Map.of(
                "message_id",
                messageId,
                "sender",
                from + "@c.us",
                "raw_msg",
                text,
                "msg_type",
                "chat",
                "client_type",
                "web"));
    }

    /** Meta's envelope around what changed. */
    static Map<String, Object> change(Map<String, Object> what) {
        Map<String, Object> value = new HashMap<>(what);
        value.put("messaging_product", "whatsapp");
        value.put("metadata", Map.of("phone_number_id", Pipeline.LINE));
        return Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id", "419561257915477", "changes", List.of(Map.of("field", "messages", "value", value)))));
    }
}

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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts webhooks as Meta does: signed over the exact bytes, repeated until the answer is 200. */
final class Webhooks {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String secret;
    private final Supplier<URI> ingress;

    /** The supplier says where to post next, so that a load can be spread over several instances. */
    Webhooks(String secret, Supplier<URI> ingress) {
        this.secret = secret;
        this.ingress = ingress;
    }

    /** Posts until the ingress has answered 200. */
    void deliver(byte[] body) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (status(body) != 200) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the ingress took no webhook for " + PATIENCE);
            }
            Thread.sleep(AGAIN); // as Meta waits before it repeats
        }
    }

    /** Posts once; 0 when there was no answer. */
    int status(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ingress.get())
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", signature(secret, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
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
        return Json.write(Map.of(
                "object",
                "whatsapp_business_account",
                "entry",
                List.of(Map.of(
                        "id",
                        "419561257915477",
                        "changes",
                        List.of(Map.of(
                                "field",
                                "messages",
                                "value",
                                Map.of(
                                        "messaging_product",
                                        "whatsapp",
                                        "metadata",
                                        Map.of("phone_number_id", Pipeline.LINE),
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
                                                Map.of("body", text))))))))));
    }
}

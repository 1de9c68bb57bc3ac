package co.loglife.flow.simulator.ingress;

import co.loglife.flow.model.Json;
import co.loglife.flow.runtime.Secret;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Letters as Meta posts them: signed over their bytes. */
public final class Signed {
    /** Where Meta posts to. */
    public static final String PATH = "/whatsapp-incoming";

    private static final String ALGORITHM = "HmacSHA256";

    private Signed() {}

    /** A letter with its signature. */
    public static Letter letter(String id, JsonNode webhook, Secret appSecret, Duration delay, Runnable departure) {
        byte[] body = Json.write(webhook);
        Map<String, String> headers = Map.of("X-Hub-Signature-256", "sha256=" + signature(body, appSecret));
        return new Letter(id, PATH, headers, body, delay, departure);
    }

    /** HMAC-SHA256 of the bytes, lower-case hex. */
    public static String signature(byte[] body, Secret appSecret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(appSecret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}

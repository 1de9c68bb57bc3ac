package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC-SHA256 of the body's bytes as they came, in
 * lower-case hex, keyed with the app secret.
 */
public final class Signature {
    /** The header's name. */
    public static final String HEADER = "X-Hub-Signature-256";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("sha256=([0-9a-f]{64})");

    private Signature() {}

    /** Whether one of the secrets signed these bytes; takes the same time whichever byte of it is wrong. */
    public static boolean holds(List<Secret> secrets, byte[] body, @Nullable String header) {
        if (header == null) {
            return false;
        }
        var form = FORM.matcher(header);
        if (!form.matches()) {
            return false;
        }
        byte[] offered = HexFormat.of().parseHex(form.group(1));
        boolean holds = false;
        for (Secret secret : secrets) { // all of them, whether or not one has matched
            holds |= MessageDigest.isEqual(hmac(secret, body), offered);
        }
        return holds;
    }

    /** The header's value for a body. */
    public static String of(Secret secret, byte[] body) {
        return "sha256=" + HexFormat.of().formatHex(hmac(secret, body));
    }

    private static byte[] hmac(Secret secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}

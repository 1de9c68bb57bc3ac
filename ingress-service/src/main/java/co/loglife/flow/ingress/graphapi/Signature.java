package co.loglife.flow.ingress.graphapi;

import co.loglife.flow.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
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

    /** Keyed and never used: a copy of it costs less than a new one. */
    private final Mac keyed;

    /** Signatures by one secret. */
    public Signature(Secret secret) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    /** Whether one of the secrets signed these bytes; takes the same time whichever byte of the header is wrong. */
    public static boolean holds(List<Signature> secrets, byte[] body, @Nullable String header) {
        if (header == null) {
            return false;
        }
        byte[] offered = header.getBytes(StandardCharsets.UTF_8);
        boolean holds = false;
        for (Signature secret : secrets) { // all of them, whether or not one has matched
            holds |= MessageDigest.isEqual(secret.of(body).getBytes(StandardCharsets.UTF_8), offered);
        }
        return holds;
    }

    /** The header's value for a body. */
    public String of(byte[] body) {
        try {
            return "sha256=" + HexFormat.of().formatHex(((Mac) keyed.clone()).doFinal(body));
        } catch (CloneNotSupportedException e) { // Java's own can be copied
            throw new IllegalStateException(e);
        }
    }

    /** The header's value for a body that a secret signs. */
    public static String of(Secret secret, byte[] body) {
        return new Signature(secret).of(body);
    }
}

package co.loglife.flow.console.http;

import co.loglife.flow.runtime.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser keeps instead of the token: the moment it ends, signed with the token. Nothing has to be remembered,
 * it holds on every instance and through restarts, and a token that is taken away ends all that came of it.
 */
final class Sessions {
    /** How long a login holds. */
    static final Duration LENGTH = Duration.ofHours(12);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "loglife-flow console session until ";

    private final List<Secret> tokens;

    Sessions(List<Secret> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    /** A session that begins now, for whoever has shown a token. */
    String begin(Instant now) {
        long until = now.plus(LENGTH).getEpochSecond();
        return until + "." + signature(tokens.getFirst(), until);
    }

    /** Whether this is a session of ours that has not ended. */
    boolean isOpen(String session, Instant now) {
        int dot = session.indexOf('.');
        if (dot < 1 || dot > 12 || !session.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long until = Long.parseLong(session.substring(0, dot));
        byte[] offered = session.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (Secret token : tokens) {
            signed |= MessageDigest.isEqual(signature(token, until).getBytes(StandardCharsets.UTF_8), offered);
        }
        return signed && now.getEpochSecond() < until;
    }

    private static String signature(Secret token, long until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.value().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((PURPOSE + until).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}

package co.loglife.flow.ingress.outgoing;

import co.loglife.flow.model.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The ids of messages that programs queue. */
public final class OutgoingIds {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int BYTES = 16;

    /** In no key and no address. */
    private static final char BETWEEN = '\n';

    private OutgoingIds() {}

    /**
     * The id that goes with an idempotency key and a recipient: always the same, so that however often the request is
     * repeated, and on whichever instance, the sender sends it once. Another recipient's is another message.
     */
    public static Function<User, String> ofKey(String key) throws InvalidRequest {
        if (!KEY.matcher(key).matches()) {
            throw new InvalidRequest("Idempotency-Key", "must have 1 to 255 visible ASCII characters");
        }
        return recipient -> id(key + BETWEEN + recipient.key());
    }

    private static String id(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "api-" + HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}

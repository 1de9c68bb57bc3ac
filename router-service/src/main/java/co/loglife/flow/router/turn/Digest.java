package co.loglife.flow.router.turn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short names for long ones: the same text gives the same name, and the name does not tell the text. */
final class Digest {
    /** 128 bits: no two of all messages there will ever be share one. */
    private static final int ID_BYTES = 16;

    private Digest() {}

    /** An id for a record of ours; it holds no phone number, since ids are logged. */
    static String id(String what, String... parts) {
        byte[] hash = hash(String.join("\0", parts));
        return what + "-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    /** 64 bits of a message id. */
    static long of(String id) {
        return ByteBuffer.wrap(hash(id)).getLong();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

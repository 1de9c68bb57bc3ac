package co.loglife.flow.simulator.media;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file.
 *
 * @param id its media id
 * @param mimeType as it was given
 * @param bytes its content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id only, and nobody compares
public record StoredFile(String id, String mimeType, byte[] bytes) {
    /** SHA-256 of the content, as base64, as WhatsApp gives it. */
    public String sha256() {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }
}

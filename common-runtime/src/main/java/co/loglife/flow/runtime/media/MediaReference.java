package co.loglife.flow.runtime.media;

import co.loglife.flow.model.Media;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of the media store, by the SHA-256 of its bytes. It says nothing of where the store is, so records stay true
 * when the files move from a folder to a bucket; and it cannot name a path.
 *
 * @param sha256 64 lower-case hex digits
 */
public record MediaReference(String sha256) {
    private static final String SCHEME = "sha256:";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public MediaReference {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a media reference is sha256: and 64 hex digits");
        }
    }

    /** The reference these bytes have. */
    public static MediaReference of(byte[] bytes) {
        try {
            return new MediaReference(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) { // every Java has it
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads the text of a record's {@link Media#stored()}.
     *
     * @throws IllegalArgumentException when it is no reference
     */
    public static MediaReference parse(String text) {
        if (!text.startsWith(SCHEME)) {
            throw new IllegalArgumentException("a media reference is sha256: and 64 hex digits");
        }
        return new MediaReference(text.substring(SCHEME.length()));
    }

    /** The text a record carries. */
    public String text() {
        return SCHEME + sha256;
    }

    /** What a record says of this file. */
    public Media media(@Nullable String mimeType, long size) {
        return Media.stored(text(), mimeType, size, sha256);
    }
}

package co.loglife.flow.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a message. The bytes never travel on a topic: at most one of {@code id}, {@code link} and
 * {@code stored} says where they are; an incoming file of which the bytes could not be had names the reason instead.
 *
 * @param id Meta's media id (of a webhook 7 days old at most, of an upload 30)
 * @param link a public address WhatsApp fetches the file from
 * @param stored the reference in our media store
 * @param mimeType as the sender gave it, parameters included
 * @param size in bytes
 * @param sha256 of the bytes, as lower-case hex or as WhatsApp's base64
 * @param missing why there are no bytes, or null
 */
public record Media(
        @Nullable String id,
        @Nullable String link,
        @Nullable String stored,
        @Nullable String mimeType,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable String missing) {

    public Media {
        int places = (id == null ? 0 : 1) + (link == null ? 0 : 1) + (stored == null ? 0 : 1);
        if (places > 1) {
            throw new IllegalArgumentException("media: only one of id, link and stored");
        }
    }

    /** A file at Meta. */
    public static Media withId(String id, @Nullable String mimeType, @Nullable String sha256) {
        return new Media(id, null, null, mimeType, null, sha256, null);
    }

    /** A file anywhere on the Web. */
    public static Media at(String link) {
        return new Media(null, link, null, null, null, null, null);
    }

    /** A file in our media store. */
    public static Media stored(String reference, @Nullable String mimeType, long size, String sha256) {
        return new Media(null, null, reference, mimeType, size, sha256, null);
    }

    /** A file of which only the fact is known. */
    public static Media missing(@Nullable String mimeType, String why) {
        return new Media(null, null, null, mimeType, null, null, why);
    }

    /** Whether the bytes can be had at all. */
    @JsonIgnore
    public boolean isThere() {
        return id != null || link != null || stored != null;
    }
}

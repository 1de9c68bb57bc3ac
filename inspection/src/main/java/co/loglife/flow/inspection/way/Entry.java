package co.loglife.flow.inspection.way;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of any topic: where it is, what it says, and its bytes. */
public final class Entry {
    private final Place place;
    private final @Nullable String key;
    private final Map<String, String> headers;
    private final byte @Nullable [] value;
    private final Body body;

    /**
     * Makes one.
     *
     * @param headers as text; of several with one name, the last
     * @param value not copied, and not to be changed
     */
    public Entry(Place place, @Nullable String key, Map<String, String> headers, byte @Nullable [] value, Body body) {
        this.place = place;
        this.key = key;
        this.headers = Map.copyOf(headers);
        this.value = value;
        this.body = body;
    }

    public Place place() {
        return place;
    }

    /** The user, on the topics that are keyed by user; null where there is no key. */
    public @Nullable String key() {
        return key;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public byte @Nullable [] value() {
        return value;
    }

    /** How long the value is, in bytes. */
    public int size() {
        return value == null ? 0 : value.length;
    }

    public Body body() {
        return body;
    }

    /** The value as text; empty where there is none. */
    public String text() {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return place.text();
    }
}

package co.loglife.flow.ingress.http;

import java.time.Duration;
import java.util.Map;

/**
 * A request is not taken. The message reaches the caller, and through the Web client perhaps a user's chat: it is for
 * anybody's eyes.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;
    private final transient Map<String, String> data;

    private Refusal(int status, String message, Map<String, String> headers) {
        this(status, message, headers, Map.of());
    }

    private Refusal(int status, String message, Map<String, String> headers, Map<String, String> data) {
        super(message, null, false, false); // expected and frequent under abuse: no stack trace
        this.status = status;
        this.headers = headers;
        this.data = data;
    }

    static Refusal badRequest(String message) {
        return new Refusal(400, message, Map.of());
    }

    /** Says which field of a program's request is wrong, also in a form a program can read. */
    static Refusal invalid(String field, String problem) {
        return new Refusal(400, field + ": " + problem, Map.of(), Map.of("field", field, "problem", problem));
    }

    static Refusal unauthorized(String message) {
        return new Refusal(401, message, Map.of("WWW-Authenticate", "Bearer"));
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, message, Map.of());
    }

    static Refusal notFound(String message) {
        return new Refusal(404, message, Map.of());
    }

    static Refusal tooSlow() {
        return new Refusal(408, "The body came too slowly.", Map.of("Connection", "close"));
    }

    static Refusal tooLarge() {
        return new Refusal(413, "Sorry, that is too large.", Map.of());
    }

    static Refusal unsupportedMediaType(String message) {
        return new Refusal(415, message, Map.of());
    }

    static Refusal tooManyGuesses(Duration wait) {
        return new Refusal(
                429, "Too many wrong tokens came from here.", Map.of("Retry-After", String.valueOf(wait.toSeconds())));
    }

    /** The caller is to try again: what it sent is not stored. */
    static Refusal tryLater() {
        return new Refusal(
                503,
                "Sorry, this cannot be taken right now. Please try again in a moment.",
                Map.of("Retry-After", "5"));
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> data() {
        return data;
    }
}

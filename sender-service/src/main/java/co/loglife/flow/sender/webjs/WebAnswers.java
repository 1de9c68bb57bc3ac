package co.loglife.flow.sender.webjs;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import co.loglife.flow.sender.dispatch.Transport.Memory;
import co.loglife.flow.sender.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer of the Web client means. Pure. */
final class WebAnswers {
    /** A client that is away or not logged in: a QR code may take hours to be scanned. */
    private static final Pause AWAY = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(30));

    static final int TOO_LARGE = 413;

    private WebAnswers() {}

    static Outcome classify(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var why) ->
                new Outcome.Stopped(
                        new Failure(null, why, ErrorClass.TRANSIENT), Scope.TRANSPORT, AWAY, Effort.ENDLESS);
            case Answer.NoAnswer(var why) -> new Outcome.Unknown(new Failure(null, why, ErrorClass.UNKNOWN));
            case Answer.Answered(int status, var retryAfter, var body) -> classify(status, retryAfter, json(body));
        };
    }

    private static Outcome classify(int status, @Nullable Duration retryAfter, JsonNode body) {
        return switch (status) {
            case 200, 201 -> accepted(status, body);
            case 503 -> stopped(status, "not connected to WhatsApp", ErrorClass.TRANSIENT, AWAY.atLeast(retryAfter));
            // The wrong key, the wrong address: nothing is lost while someone puts it right.
            case 301, 302, 307, 308, 401, 403, 404, 405 ->
                stopped(status, "refused by the Web client's address", ErrorClass.CONFIG, AWAY.atLeast(retryAfter));
            case 408, 425 -> retry(status, "try again", ErrorClass.TRANSIENT, Effort.LIMITED, retryAfter);
            case 429 -> retry(status, "too many requests", ErrorClass.THROTTLED, Effort.PATIENT, retryAfter);
            case 502, 504 -> new Outcome.Unknown(failure(status, "outcome not known", ErrorClass.UNKNOWN));
            case 409 -> rejected(status, "the id was used for another message", ErrorClass.BUG);
            case TOO_LARGE -> rejected(status, "too large for the Web client", ErrorClass.REJECTED);
            case 422 -> rejected(status, "the number is not on WhatsApp", ErrorClass.REJECTED);
            default ->
                status >= 500
                        ? retry(status, "failed to send", ErrorClass.TRANSIENT, Effort.FEW, retryAfter)
                        : rejected(status, "refused by the Web client", ErrorClass.REJECTED);
        };
    }

    /** The original client gives no id; an answer that is no JSON came from something else in its place. */
    private static Outcome accepted(int status, JsonNode body) {
        if (!body.isObject() || !body.path("success").asBoolean(true)) {
            return new Outcome.Unknown(failure(status, "success without saying so", ErrorClass.UNKNOWN));
        }
        return new Outcome.Accepted(text(body.path("message_id")));
    }

    /**
     * What the answer to {@code GET /messages/{id}} says. A client without memory has no such route; one that has and
     * knows nothing of the id ({@code unknown}) has not sent it, and takes it for the same message if it comes again.
     */
    static Memory memory(Answer answer) {
        if (!(answer instanceof Answer.Answered(int status, var _, var text)) || status != 200) {
            return new Memory.None();
        }
        JsonNode body = json(text);
        return switch (body.path("state").asText("")) {
            case "sent" -> new Memory.Sent(text(body.path("message_id")));
            case "failed", "unknown" -> new Memory.NotSent();
            default -> new Memory.None();
        };
    }

    private static Outcome stopped(int status, String title, ErrorClass errorClass, Pause pause) {
        return new Outcome.Stopped(failure(status, title, errorClass), Scope.TRANSPORT, pause, Effort.ENDLESS);
    }

    private static Outcome retry(
            int status, String title, ErrorClass errorClass, Effort effort, @Nullable Duration retryAfter) {
        return new Outcome.Retry(failure(status, title, errorClass), effort, retryAfter);
    }

    private static Outcome rejected(int status, String title, ErrorClass errorClass) {
        return new Outcome.Rejected(failure(status, title, errorClass));
    }

    private static Failure failure(int status, String title, ErrorClass errorClass) {
        return new Failure(status, title, errorClass);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isEmpty() ? node.asText() : null;
    }

    private static JsonNode json(String body) {
        try {
            JsonNode read = Json.mapper().readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}

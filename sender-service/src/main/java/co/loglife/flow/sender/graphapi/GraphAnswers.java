package co.loglife.flow.sender.graphapi;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.model.Json;
import co.loglife.flow.sender.dispatch.Outcome;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import co.loglife.flow.sender.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an answer of the Graph API means. Pure. */
final class GraphAnswers {
    private static final Pause SOON = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final Pause ALERT = new Pause(Duration.ofMinutes(1), Duration.ofMinutes(10));
    private static final int LONGEST_TITLE = 200;

    private GraphAnswers() {}

    static Outcome classify(Answer answer) {
        return switch (answer) {
            case Answer.NotSent(var why) ->
                new Outcome.Stopped(
                        new Failure(null, why, ErrorClass.TRANSIENT), Scope.TRANSPORT, SOON, Effort.PATIENT);
            case Answer.NoAnswer(var why) -> new Outcome.Unknown(new Failure(null, why, ErrorClass.UNKNOWN));
            case Answer.Answered(int status, var retryAfter, var body) -> classify(status, retryAfter, json(body));
        };
    }

    private static Outcome classify(int status, @Nullable Duration retryAfter, JsonNode body) {
        JsonNode id = body.path("messages").path(0).path("id");
        boolean success = status / 100 == 2;
        if (success && id.isTextual() && !id.asText().isEmpty()) {
            return new Outcome.Accepted(id.asText());
        }
        JsonNode error = body.path("error");
        Integer code = code(error.path("code"));
        if (success && code == null) {
            return new Outcome.Unknown(failure(status, "success without a message id", ErrorClass.UNKNOWN));
        }
        Outcome known = code == null ? null : GraphCodes.outcome(code, title(error), retryAfter);
        return known != null ? known : ofStatus(status, code, error, retryAfter);
    }

    /** An error without a code, or with one that we do not know. */
    private static Outcome ofStatus(int status, @Nullable Integer code, JsonNode error, @Nullable Duration retryAfter) {
        String title = code == null ? "HTTP " + status : title(error);
        int shown = code == null ? status : code;
        boolean isTransient = error.path("is_transient").asBoolean(false);
        return switch (status) {
            case 401, 407 ->
                stopped(
                        failure(shown, title, ErrorClass.CONFIG),
                        Scope.TOKEN,
                        ALERT.atLeast(retryAfter),
                        Effort.ENDLESS);
            case 408, 425 -> retry(failure(shown, title, ErrorClass.TRANSIENT), Effort.LIMITED, retryAfter);
            case 429 -> retry(failure(shown, title, ErrorClass.THROTTLED), Effort.PATIENT, retryAfter);
            // A gateway gave up waiting for Meta, which may have taken the message.
            case 502, 504 ->
                code == null
                        ? new Outcome.Unknown(failure(shown, title, ErrorClass.UNKNOWN))
                        : retry(failure(shown, title, ErrorClass.TRANSIENT), Effort.LIMITED, retryAfter);
            // Every 403 of Meta's is about the token or the account; one without a code is a proxy's, which may mind
            // what this message says: it is given up after a few probes, or it would stop the others again and again.
            case 403 ->
                stopped(
                        failure(shown, title, ErrorClass.CONFIG),
                        code == null ? Scope.TRANSPORT : Scope.TOKEN,
                        ALERT.atLeast(retryAfter),
                        Effort.FEW);
            // Not Meta's answer to a send: the address is wrong, or a proxy is in the way.
            case 301, 302, 303, 307, 308, 404, 405 ->
                code == null
                        ? stopped(
                                failure(shown, title, ErrorClass.CONFIG),
                                Scope.TRANSPORT,
                                ALERT.atLeast(retryAfter),
                                Effort.ENDLESS)
                        : new Outcome.Rejected(failure(shown, title, ErrorClass.REJECTED));
            default ->
                status >= 500 || isTransient
                        ? retry(failure(shown, title, ErrorClass.TRANSIENT), Effort.LIMITED, retryAfter)
                        : new Outcome.Rejected(failure(shown, title, ErrorClass.REJECTED));
        };
    }

    private static Outcome stopped(Failure failure, Scope scope, Pause pause, Effort effort) {
        return new Outcome.Stopped(failure, scope, pause, effort);
    }

    private static Outcome retry(Failure failure, Effort effort, @Nullable Duration retryAfter) {
        return new Outcome.Retry(failure, effort, retryAfter);
    }

    private static Failure failure(int code, String title, ErrorClass errorClass) {
        return new Failure(code, title, errorClass);
    }

    /** Meta sends a number; others in its place have sent it as a string. */
    private static @Nullable Integer code(JsonNode code) {
        if (code.isIntegralNumber() && code.canConvertToInt()) {
            return code.intValue();
        }
        return code.isTextual() && code.asText().matches("[0-9]{1,9}") ? Integer.valueOf(code.asText()) : null;
    }

    /** Meta's title of the error, "(#131047) Re-engagement message" say; its details may quote what was said. */
    private static String title(JsonNode error) {
        String title = error.path("message").asText("");
        return title.isBlank() ? "no title" : title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }

    private static JsonNode json(String body) {
        try {
            JsonNode read = Json.mapper().readTree(body);
            return read == null ? MissingNode.getInstance() : read;
        } catch (IOException e) { // an HTML page of a proxy, say: the status has to do
            return MissingNode.getInstance();
        }
    }
}

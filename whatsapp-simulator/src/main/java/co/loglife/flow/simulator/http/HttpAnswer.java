package co.loglife.flow.simulator.http;

import co.loglife.flow.model.Json;
import co.loglife.flow.simulator.faults.Rule;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is answered to a request. */
public sealed interface HttpAnswer {
    /** The status for watchers; 0 where there is no answer. */
    int status();

    /** An answer with a body. */
    @SuppressWarnings("ArrayRecordComponent") // written to the wire, never compared
    record Full(
            int status,
            String contentType,
            byte[] body,
            @Nullable Integer retryAfter) implements HttpAnswer {}

    /** No answer: the connection ends. */
    record Cut() implements HttpAnswer {
        @Override
        public int status() {
            return 0;
        }
    }

    /** A JSON body. */
    static HttpAnswer json(int status, Object body) {
        return new Full(status, "application/json", Json.write(body), null);
    }

    /** A page for people, as a server's framework answers what its program never saw. */
    static HttpAnswer html(int status, String text) {
        String page = "<!DOCTYPE html><html><body><pre>" + text + "</pre></body></html>";
        return new Full(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), null);
    }

    /** The same with a Retry-After header. */
    default HttpAnswer after(@Nullable Integer seconds) {
        return switch (this) {
            case Full full -> new Full(full.status(), full.contentType(), full.body(), seconds);
            case Cut cut -> cut;
        };
    }

    /** What a rule answers in place of the API, before anything is done; empty where the API is to answer itself. */
    static Optional<HttpAnswer> instead(Rule rule, HttpAnswer error) {
        return switch (rule.fault()) {
            case ERROR -> Optional.of(error.after(rule.retryAfter()));
            case STATUS ->
                Optional.of(html(Objects.requireNonNullElse(rule.status(), 500), "Fault")
                        .after(rule.retryAfter()));
            case CUT_BEFORE -> Optional.of(new Cut());
            case SLOW, CUT_AFTER, GARBAGE -> Optional.empty();
        };
    }

    /** What becomes of an acceptance under a rule. */
    default HttpAnswer spoiledBy(@Nullable Rule rule) {
        if (rule == null) {
            return this;
        }
        return switch (rule.fault()) {
            case CUT_AFTER -> new Cut();
            case GARBAGE -> html(200, "OK");
            case ERROR, STATUS, SLOW, CUT_BEFORE -> this;
        };
    }
}

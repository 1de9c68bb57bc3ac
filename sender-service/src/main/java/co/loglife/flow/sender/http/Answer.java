package co.loglife.flow.sender.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call ended. */
public sealed interface Answer {
    /**
     * An answer came: its status, and its body as far as it is read.
     *
     * @param body what it begins with, where it is longer than any answer of WhatsApp's
     * @param retryAfter how long the other side asks us to wait
     */
    record Answered(int status, @Nullable Duration retryAfter, String body) implements Answer {}

    /** No connection could be made: the request was not heard. */
    record NotSent(String why) implements Answer {}

    /** The request went out, and no whole answer came back: it may have been heard. */
    record NoAnswer(String why) implements Answer {}
}

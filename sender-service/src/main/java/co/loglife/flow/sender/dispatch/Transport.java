package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** A way to WhatsApp. Called by many threads at once. */
public interface Transport {
    /**
     * Does what has to be done before a message can be sent, a file brought to the other side say. It may be done again
     * for each attempt, and sends nothing to the recipient.
     *
     * @return why the attempt cannot be made; null when it can
     */
    @Nullable
    Outcome prepare(OutgoingMessage message) throws InterruptedException;

    /**
     * Makes one attempt. It ends within the transport's deadline; interrupted, it cuts the call, which may have been
     * heard.
     */
    Outcome send(OutgoingMessage message) throws InterruptedException;

    /** Asks the other side whether it has sent the message. */
    Memory recall(OutgoingMessage message) throws InterruptedException;

    /**
     * Whether what it is configured with has changed since the last call, a new token say, so that a stop may be over.
     */
    boolean isRenewed();

    /** Which of our numbers really sends the message: what pacing goes by. */
    String number(OutgoingMessage message);

    /** What the other side remembers of a message. */
    sealed interface Memory {
        /** It was sent. */
        record Sent(@Nullable String providerId) implements Memory {}

        /** It was not, and is not going to be. */
        record NotSent() implements Memory {}

        /** It cannot say, now or ever. */
        record None() implements Memory {}
    }
}

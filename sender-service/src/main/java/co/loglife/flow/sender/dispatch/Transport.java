package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.OutgoingMessage;
import org.jspecify.annotations.Nullable;

/** A way to WhatsApp. Called by many threads at once. */
public interface Transport {
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

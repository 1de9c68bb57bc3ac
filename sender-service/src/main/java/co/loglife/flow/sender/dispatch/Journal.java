package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import org.jspecify.annotations.Nullable;

/** Where attempts and their outcomes are written down: the ledger, and the dead letters. */
public interface Journal {
    /**
     * Notes that an attempt is about to be made; returns when the note is safe.
     *
     * @return where in the ledger it is
     * @throws NotWrittenException when it could not be written: the attempt must not be made
     */
    long attempting(Task task, int attempt) throws InterruptedException, NotWrittenException;

    /** Notes that an attempt failed and another will follow, or that its outcome is not known. */
    void retrying(Task task, int attempt, Failure failure);

    /** Notes that WhatsApp took the message; {@code written} runs when the note is safe. */
    void accepted(Task task, int attempt, @Nullable String providerId, Runnable written);

    /** Puts the record among the dead letters and notes it; {@code written} runs when both are safe. */
    void gaveUp(Task task, int attempts, Failure failure, Runnable written);

    /** The ledger did not take a note. */
    final class NotWrittenException extends Exception {
        public NotWrittenException(Throwable cause) {
            super(cause);
        }
    }
}

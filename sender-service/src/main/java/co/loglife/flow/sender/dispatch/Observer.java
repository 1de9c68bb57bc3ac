package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import java.time.Duration;

/** Told of what happens, for logs and metrics. */
public interface Observer {
    /** An attempt ended. */
    void attempted(Task task, int attempt, Outcome outcome, Duration took);

    /** A message came again under an id that WhatsApp has taken, and is passed over. */
    void repeated(Task task);

    /** A message was given up. */
    void gaveUp(Task task, int attempts, Failure failure);

    /** Evidence was looked for; {@code found} says how it ended. */
    void settled(Task task, String found);

    /** A scope was stopped. */
    void stopped(Outcome.Scope scope, Failure failure, Duration pause);

    /** A scope goes on. */
    void resumed(Outcome.Scope scope);

    /** The ledger could not be written. */
    void notWritten(Task task, Throwable cause);

    /** Our own code failed on a message. */
    void failed(Task task, Throwable e);
}

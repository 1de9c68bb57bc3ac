package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows an attempt. */
sealed interface Decision {
    /** Nothing is left to do. */
    record Done(@Nullable String providerId) implements Decision {}

    /** The message is tried again, not before {@code after} has passed. */
    record TryAgain(Failure failure, Duration after) implements Decision {}

    /** Evidence is looked for before anything else is done. */
    record LookForEvidence(Failure failure) implements Decision {}

    /** The message goes to the dead letters. */
    record GiveUp(Failure failure) implements Decision {}
}

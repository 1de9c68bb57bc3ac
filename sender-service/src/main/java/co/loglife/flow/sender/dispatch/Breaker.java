package co.loglife.flow.sender.dispatch;

import co.loglife.flow.model.Delivery.Failure;
import co.loglife.flow.model.ErrorClass;
import co.loglife.flow.sender.dispatch.Outcome.Effort;
import co.loglife.flow.sender.dispatch.Outcome.Pause;
import co.loglife.flow.sender.dispatch.Outcome.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sees that the other side as a whole is unwell: when so many attempts in a row fail in a way that has nothing to do
 * with the message, all wait and one at a time probes, and no message is given up for it. A message that alone keeps
 * failing is given up before it trips the breaker, which needs more failures than a message has tries.
 *
 * <p>A failure that hardly ever passes ({@link Effort#FEW}) is most likely the message's own: it neither counts nor
 * ends the row. Only when so many of them come one after the other that it can be no single user's, and nothing is
 * taken in between, all wait; a message that probes then is still given up in the end, since it may be its own after
 * all. A failure on our side says nothing of the other.
 */
final class Breaker {
    private static final Pause PAUSE = new Pause(Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** So many times the failures of a row are needed where each may be the message's own. */
    private static final int OF_THEIR_OWN = 3;

    private final int most;
    private int inARow;
    private int ownInARow;

    Breaker(int most) {
        this.most = most;
    }

    /** The outcome, as it is to be taken. */
    synchronized Outcome judge(Outcome outcome) {
        if (isOnOurSide(outcome)) {
            return outcome;
        }
        if (outcome instanceof Outcome.Retry(var own, var effort, var notBefore) && effort == Effort.FEW) {
            ownInARow++;
            return ownInARow > OF_THEIR_OWN * most ? stopped(own, notBefore, Effort.LIMITED) : outcome;
        }
        Failure failure = suspicious(outcome);
        if (failure == null) {
            inARow = 0;
            ownInARow = 0;
            return outcome;
        }
        inARow++;
        return inARow > most && outcome instanceof Outcome.Retry(var _, var _, var notBefore)
                ? stopped(failure, notBefore, Effort.PATIENT)
                : outcome;
    }

    private static Outcome stopped(Failure failure, @Nullable Duration notBefore, Effort effort) {
        return new Outcome.Stopped(failure, Scope.TRANSPORT, PAUSE.atLeast(notBefore), effort);
    }

    private static boolean isOnOurSide(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry(var failure, var _, var _) ->
                failure.code() == null && failure.errorClass() != ErrorClass.TRANSIENT;
            case Outcome.Rejected(var failure) -> failure.code() == null;
            case Outcome.Accepted _, Outcome.PairHeld _, Outcome.Slower _, Outcome.Stopped _, Outcome.Unknown _ ->
                false;
        };
    }

    private static @Nullable Failure suspicious(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry(var failure, var _, var _) ->
                failure.errorClass() == ErrorClass.TRANSIENT ? failure : null;
            case Outcome.Stopped(var failure, var scope, var _, var _) -> scope == Scope.TRANSPORT ? failure : null;
            case Outcome.Unknown(var failure) -> failure;
            case Outcome.Accepted _, Outcome.PairHeld _, Outcome.Slower _, Outcome.Rejected _ -> null;
        };
    }
}
